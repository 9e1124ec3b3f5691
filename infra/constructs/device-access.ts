import { Aws } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Stage } from '../config/stage.ts';
import { acknowledge } from './acknowledge.ts';
import type { SliceFunction } from './slice-function.ts';

type Named = Pick<Stage, 'name'>;

/** Begins the names of all that AWS IoT knows of an installation. */
export const devicePrefix = ({ name }: Named): string => `onewindow-${name}`;
export const devicePolicyName = (stage: Named): string => `${devicePrefix(stage)}-device`;

/** Names in AWS IoT are of one account and region: `iotArn('topic/ow/*')`. */
export const iotArn = (resource: string): string =>
  `arn:${Aws.PARTITION}:iot:${Aws.REGION}:${Aws.ACCOUNT_ID}:${resource}`;

/** What a function may do with the devices' broker: give certificates, take them away, speak to devices. */
export type DeviceAccess = 'issue' | 'withdraw' | 'speak';

interface Allowed {
  readonly actions: readonly string[];
  readonly on: readonly string[];
}

const ACCESS: Readonly<Record<DeviceAccess, (stage: Named) => readonly Allowed[]>> = {
  issue: (stage) => [
    {
      actions: ['CreateThing', 'UpdateThing', 'AttachThingPrincipal'],
      on: ['thing/*', 'cert/*', `thingtype/${devicePrefix(stage)}-*`],
    },
    { actions: ['AttachPolicy'], on: ['cert/*', `policy/${devicePolicyName(stage)}`] },
  ],
  withdraw: (stage) => [
    { actions: ['UpdateCertificate', 'DescribeCertificate', 'ListAttachedPolicies'], on: ['cert/*'] },
    { actions: ['DetachPolicy'], on: ['cert/*', `policy/${devicePolicyName(stage)}`] },
    { actions: ['DeleteConnection'], on: ['client/*'] },
  ],
  speak: () => [
    { actions: ['Publish'], on: ['topic/ow/*/down/*', 'topic/ow/*/hall/*/board'] },
    { actions: ['RetainPublish'], on: ['topic/ow/*/down/config', 'topic/ow/*/hall/*/board'] },
  ],
};

const UNKNOWN_NAMES = 'Things, certificates and topics are named after devices that nobody knows beforehand';

/** Lets a function do this with the devices' broker. */
export const allowDevices = (
  slice: SliceFunction,
  stage: Stage,
  ...access: readonly DeviceAccess[]
): void => {
  slice.setEnv('DEVICE_PREFIX', devicePrefix(stage));
  const { fn } = slice;
  for (const { actions, on } of access.flatMap((each) => ACCESS[each](stage))) {
    const named = actions.map((action) => `iot:${action}`);
    fn.addToRolePolicy(new PolicyStatement({ actions: named, resources: on.map(iotArn) }));
    for (const resource of on.filter((each) => each.includes('*')))
      acknowledge(
        fn.role ?? fn,
        `IAM5[Resource::arn:<AWS::Partition>:iot:<AWS::Region>:<AWS::AccountId>:${resource}]`,
        UNKNOWN_NAMES,
      );
  }
  if (access.includes('issue'))
    fn.addToRolePolicy(
      new PolicyStatement({
        actions: ['iot:CreateKeysAndCertificate', 'iot:DescribeEndpoint'],
        resources: ['*'],
      }),
    );
};
