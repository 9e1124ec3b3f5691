import { isAllowed, type Caller } from '../../infra/local/mqtt-policy.ts';
import type { PolicyDocument } from '../../shared/contracts/mqtt-policy.ts';
import { thingName } from '../../shared/contracts/mqtt-topics.ts';
import { deviceTable } from '../support/device-table.ts';
import { at, ofType, without, type Promised } from './facts.ts';
import type { Resource, Templates } from './synth.ts';

const POLICY = 'AWS::IoT::Policy';
const RULE = 'AWS::IoT::TopicRule';
const ARN = 'arn:aws:iot:region:account';
const RESOURCES = {
  'iot:Connect': 'client',
  'iot:Publish': 'topic',
  'iot:Subscribe': 'topicfilter',
} as const;

const PSEUDO: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': 'region',
  'AWS::AccountId': 'account',
};

/** The document with what CloudFormation puts into it. */
const resolved = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(resolved);
  if (typeof value !== 'object' || value === null) return value;
  const { Ref: ref, 'Fn::Join': join } = value as { Ref?: string; 'Fn::Join'?: [string, unknown[]] };
  if (ref !== undefined) return PSEUDO[ref] ?? ref;
  if (join) return (resolved(join[1]) as string[]).join(join[0]);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolved(inner)]));
};

const isOfDevices = (policy: Resource): boolean => String(at(policy, 'PolicyName')).endsWith('-device');
const ruleOf = (templates: Templates): string =>
  String(ofType(templates, RULE).map(([, rule]) => at(rule, 'RuleName'))[0]);

const TENANT = '411323';
const DEVICE = 'kiosk-1';

/** Rows of the table that the policy answers otherwise. */
const wrongRows = (policy: Resource, rule: string) => {
  const document = resolved(at(policy, 'PolicyDocument')) as PolicyDocument;
  const cast = {
    tenant: TENANT,
    device: DEVICE,
    zone: 'A',
    neighbour: 'kiosk-2',
    elsewhere: '411323101',
    rule,
  };
  const thing = thingName(TENANT, DEVICE);
  const attributes = { tenant: TENANT, device: DEVICE, kind: 'kiosk' } as const;
  return deviceTable(cast).filter(({ action, name, allowed }) => {
    const caller: Caller = { clientId: action === 'iot:Connect' ? name : thing, thing, attributes };
    const resource = `${ARN}:${RESOURCES[action]}/${name}`;
    return isAllowed(document, { action, resource }, caller) !== allowed;
  });
};

/** What is promised of the devices' broker. */
export const DEVICE_PROMISES: readonly Promised[] = [
  {
    name: 'a device speaks and hears in its own tree and nowhere else, under its own name',
    broken: (templates) =>
      ofType(templates, POLICY)
        .filter(([, policy]) => isOfDevices(policy))
        .flatMap(([id, policy]) => (wrongRows(policy, ruleOf(templates)).length === 0 ? [] : [id])),
  },
  {
    name: 'what devices say goes into the queue, and into the dead letters where that fails',
    broken: (templates) =>
      without(
        templates,
        RULE,
        (rule) =>
          JSON.stringify(at(rule, 'TopicRulePayload', 'Actions')).includes('UpQueue') &&
          JSON.stringify(at(rule, 'TopicRulePayload', 'ErrorAction') ?? null).includes('UpDeadLetters') &&
          String(at(rule, 'TopicRulePayload', 'Sql')).includes('principal() AS certificate'),
      ),
  },
  {
    name: 'no device is provisioned whose serial number was not asked after',
    broken: (templates) =>
      without(templates, 'AWS::IoT::ProvisioningTemplate', (template) =>
        JSON.stringify(at(template, 'PreProvisioningHook', 'TargetArn') ?? null).includes('claimFunction'),
      ),
  },
];
