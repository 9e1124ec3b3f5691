import { change, ofType, type Loose, type Resources } from './tampering.ts';

interface Policy {
  Statement: { Action: string[]; Resource: unknown[] }[];
}

/** What would break the promises of `DEVICE_PROMISES`. */
export const DEVICE_BREAKS: Readonly<Record<string, (resources: Resources) => string | undefined>> = {
  'a device speaks and hears in its own tree and nowhere else, under its own name': (resources) =>
    change(
      resources,
      (_, { Type, Properties }) =>
        Type === 'AWS::IoT::Policy' && String(Properties['PolicyName']).endsWith('-device'),
      (policy) => {
        const { Statement: all } = policy['PolicyDocument'] as Policy;
        all[1]?.Resource.push('arn:aws:iot:region:account:topic/ow/*/up/*');
      },
    ),
  'what devices say goes into the queue, and into the dead letters where that fails': (resources) =>
    change(resources, ofType('AWS::IoT::TopicRule'), (rule) => {
      delete (rule['TopicRulePayload'] as Loose)['ErrorAction'];
    }),
  'no device is provisioned whose serial number was not asked after': (resources) =>
    change(resources, ofType('AWS::IoT::ProvisioningTemplate'), (template) => {
      delete template['PreProvisioningHook'];
    }),
};
