import type { Resource, Templates } from './synth.ts';

/** A promise about what is deployed: answers with everything that breaks it. */
export interface Promised {
  readonly name: string;
  readonly broken: (templates: Templates) => readonly string[];
}

export interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export const ofType = ({ resources }: Templates, type: string): readonly [string, Resource][] =>
  Object.entries(resources).filter(([, resource]) => resource.Type === type);

export const listOf = <Item>(value: Item | readonly Item[] | undefined): readonly Item[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly Item[]) : [value as Item];

export const at = (resource: Resource, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (value as Record<string, unknown> | undefined)?.[key],
    resource.Properties,
  );

/** Every statement of the roles of functions and halls. */
export const statements = (templates: Templates): readonly { id: string; statement: Statement }[] =>
  ofType(templates, 'AWS::IAM::Policy').flatMap(([id, policy]) =>
    (at(policy, 'PolicyDocument', 'Statement') as readonly Statement[]).map((statement) => ({
      id,
      statement,
    })),
  );

export const actionsOf = ({ Action }: Statement): readonly string[] => listOf(Action);
export const mentions = ({ Resource: resource }: Statement, text: string): boolean =>
  JSON.stringify(resource).includes(text);
export const isAllowed = ({ statement }: { statement: Statement }): boolean => statement.Effect === 'Allow';

export const without = (
  templates: Templates,
  type: string,
  holds: (resource: Resource) => boolean,
): readonly string[] => ofType(templates, type).flatMap(([id, resource]) => (holds(resource) ? [] : [id]));
