import type { Resource } from './synth.ts';

export type Resources = Record<string, Resource>;
export type Loose = Record<string, unknown>;

/** Changes the first resource that fits, and says which it was. */
export const change = (
  resources: Resources,
  fits: (id: string, resource: Resource) => boolean,
  edit: (properties: Loose, resource: Loose) => void,
): string | undefined => {
  const found = Object.entries(resources).find(([id, resource]) => fits(id, resource));
  if (!found) return undefined;
  const [id, resource] = found;
  edit(resource.Properties, resource as unknown as Loose);
  return id;
};

export const ofType = (type: string) => (_: string, resource: Resource) => resource.Type === type;

export interface Statement extends Loose {
  Action: string | string[];
}

/** Changes the first statement, of the first policy that has one, that fits. */
export const changeStatement = (
  resources: Resources,
  fits: (id: string, statement: Statement) => boolean,
  edit: (statement: Statement, all: Statement[]) => void,
): string | undefined => {
  for (const [id, { Type, Properties }] of Object.entries(resources)) {
    if (Type !== 'AWS::IAM::Policy' && Type !== 'AWS::IAM::Role') continue;
    const document = (Properties['PolicyDocument'] ?? Properties['AssumeRolePolicyDocument']) as {
      Statement: Statement[];
    };
    const found = document.Statement.find((statement) => fits(id, statement));
    if (!found) continue;
    edit(found, document.Statement);
    return id;
  }
  return undefined;
};

export const text = (value: unknown): string => JSON.stringify(value);
