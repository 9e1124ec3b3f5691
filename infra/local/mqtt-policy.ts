import type { PolicyDocument, PolicyStatement, ThingAttributes } from '../../shared/contracts/mqtt-policy.ts';

export type PolicyAction =
  'iot:Connect' | 'iot:Publish' | 'iot:RetainPublish' | 'iot:Subscribe' | 'iot:Receive';

/** Who asks: a client id with the thing that its certificate is attached to. */
export interface Caller {
  readonly clientId: string;
  readonly thing: string;
  readonly attributes: ThingAttributes;
}

export interface Question {
  readonly action: PolicyAction;
  /** Full name of the resource: `arn:aws:iot:region:account:topic/ow/…`. */
  readonly resource: string;
}

const VARIABLE = /\$\{([^}]+)\}/g;
const ATTRIBUTE = /^iot:Connection\.Thing\.Attributes\[(\w+)\]$/;

/** What a policy variable stands for in this connection; undefined where there is nothing. */
const valueOf = (name: string, { clientId, thing, attributes }: Caller): string | undefined => {
  const attribute = ATTRIBUTE.exec(name)?.[1];
  if (attribute !== undefined) return attributes[attribute as keyof ThingAttributes];
  if (name === 'iot:Connection.Thing.ThingName') return thing;
  if (name === 'iot:ClientId') return clientId;
  return name === 'iot:Connection.Thing.IsAttached' ? String(clientId === thing) : undefined;
};

const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** `*` stands for anything, `?` for one character; what a variable is filled with stands for itself. */
const patternOf = (pattern: string, caller: Caller): RegExp | undefined => {
  let expression = '';
  let from = 0;
  const fixed = (text: string): string =>
    literally(text)
      .replaceAll(String.raw`\*`, '.*')
      .replaceAll(String.raw`\?`, '.');
  for (const match of pattern.matchAll(VARIABLE)) {
    const value = valueOf(match[1] ?? '', caller);
    // A variable that stands for nothing makes the whole statement say nothing.
    if (value === undefined) return undefined;
    expression += fixed(pattern.slice(from, match.index)) + literally(value);
    from = match.index + match[0].length;
  }
  return new RegExp(`^${expression}${fixed(pattern.slice(from))}$`, 's');
};

const holds = ({ Condition }: PolicyStatement, caller: Caller): boolean =>
  Object.entries(Condition?.Bool ?? {}).every(([name, allowed]) =>
    allowed.includes(valueOf(name, caller) ?? ''),
  );

const applies = (statement: PolicyStatement, { action, resource }: Question, caller: Caller): boolean =>
  statement.Action.some((each) => patternOf(each, caller)?.test(action)) &&
  statement.Resource.some((each) => patternOf(each, caller)?.test(resource)) &&
  holds(statement, caller);

/** What AWS IoT would answer: nothing is allowed that no statement allows, and a denial outweighs every allowance. */
export const isAllowed = (
  { Statement }: Pick<PolicyDocument, 'Statement'>,
  question: Question,
  caller: Caller,
): boolean => {
  const effects = Statement.filter((each) => applies(each, question, caller)).map(({ Effect }) => Effect);
  return effects.includes('Allow') && !effects.includes('Deny');
};
