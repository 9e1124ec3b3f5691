/** An IoT policy, as AWS writes it down. */
export interface PolicyDocument {
  readonly Version: '2012-10-17';
  readonly Statement: readonly PolicyStatement[];
}

export interface PolicyStatement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: { readonly Bool: Readonly<Record<string, readonly string[]>> };
}

/** What the registry says about a thing; the policy's variables are filled from it. */
export const THING_ATTRIBUTES = ['tenant', 'device', 'kind'] as const;
export type ThingAttributes = Partial<Readonly<Record<(typeof THING_ATTRIBUTES)[number], string>>>;

const attribute = (name: (typeof THING_ATTRIBUTES)[number]): string =>
  `\${iot:Connection.Thing.Attributes[${name}]}`;

const TREE = `ow/${attribute('tenant')}/${attribute('device')}`;
const BOARDS = `ow/${attribute('tenant')}/hall/*/board`;

/**
 * What the certificate of a device allows, for every device alike: to connect as the thing it is attached to, to speak in
 * its own tree, and to hear its own tree and the boards of its hall. `arn` is all that stands before the kind of a
 * resource (`arn:aws:iot:region:account`), `rule` the rule that takes messages by basic ingest. The same document is
 * deployed to AWS and enforced by the local broker.
 */
export const devicePolicy = (arn: string, rule: string): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: ['iot:Connect'],
      Resource: [`${arn}:client/\${iot:Connection.Thing.ThingName}`],
      Condition: { Bool: { 'iot:Connection.Thing.IsAttached': ['true'] } },
    },
    {
      Effect: 'Allow',
      Action: ['iot:Publish'],
      Resource: [`${arn}:topic/${TREE}/up/*`, `${arn}:topic/$aws/rules/${rule}/${TREE}/up/*`],
    },
    {
      Effect: 'Allow',
      Action: ['iot:Subscribe'],
      Resource: [`${arn}:topicfilter/${TREE}/down/*`, `${arn}:topicfilter/${BOARDS}`],
    },
    {
      Effect: 'Allow',
      Action: ['iot:Receive'],
      Resource: [`${arn}:topic/${TREE}/down/*`, `${arn}:topic/${BOARDS}`],
    },
  ],
});
