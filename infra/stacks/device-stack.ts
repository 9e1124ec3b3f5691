import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Role, ServicePrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnPolicy, CfnProvisioningTemplate, CfnThingType } from 'aws-cdk-lib/aws-iot';
import type { Construct } from 'constructs';
import { DEVICE_KINDS } from '../../shared/contracts/devices.ts';
import { devicePolicy } from '../../shared/contracts/mqtt-policy.ts';
import type { Stage } from '../config/stage.ts';
import { acknowledge } from '../constructs/acknowledge.ts';
import type { Bundles } from '../constructs/bundles.ts';
import { claimPolicy, provisioningTemplate } from '../constructs/claim-documents.ts';
import { allowDevices, devicePolicyName, devicePrefix, iotArn } from '../constructs/device-access.ts';
import { RunbookAlarm, type RunbookAlarmProps } from '../constructs/runbook-alarm.ts';
import { SliceFunction } from '../constructs/slice-function.ts';
import { UpQueue } from '../constructs/up-queue.ts';
import type { StateStack } from './state-stack.ts';

export interface DeviceStackProps extends StackProps {
  readonly stage: Stage;
  readonly state: StateStack;
  readonly bundles: Bundles;
  /** Where citizens reach the hall. */
  readonly publicUrl: string;
}

const TIMEOUT = Duration.seconds(30);
const CLAIM_TIMEOUT = Duration.seconds(5);
const FIVE_MINUTES = Duration.minutes(5);
const MINUTE = Duration.minutes(1);
const LATE_SECONDS = 60;

/** Names of rules may have no hyphen. */
const ruleNameOf = (stage: Stage): string => `${devicePrefix(stage)}_up`.replaceAll('-', '_');

/** The devices of the halls: whom the broker lets in, and what becomes of what they say. */
export class DeviceStack extends Stack {
  readonly up: UpQueue;
  readonly ingest: SliceFunction;
  readonly claim: SliceFunction;

  constructor(
    scope: Construct,
    id: string,
    { stage, state, bundles, publicUrl, ...props }: DeviceStackProps,
  ) {
    super(scope, id, props);
    const make = (name: 'ingest' | 'claim', description: string, timeout: Duration): SliceFunction => {
      const slice = new SliceFunction(this, `${name}Function`, {
        name,
        stage,
        state,
        bundles,
        description,
        timeout,
      });
      slice.grantSecret(state);
      slice.setEnv('PUBLIC_URL', publicUrl);
      return slice;
    };
    this.ingest = make('ingest', '设备消息: takes what devices say to the commands of the hall', TIMEOUT);
    this.claim = make(
      'claim',
      '设备申领: lets devices through whose serial number is enrolled',
      CLAIM_TIMEOUT,
    );
    allowDevices(this.ingest, stage, 'speak');
    this.up = new UpQueue(this, 'Up', {
      ruleName: ruleNameOf(stage),
      key: state.dataKey,
      fn: this.ingest.fn,
      timeout: TIMEOUT,
    });
    this.#broker(stage);
    this.#fleet(stage);
    this.#alarms(state);
  }

  /** The kinds of things and the one policy of all. */
  #broker(stage: Stage): void {
    for (const kind of DEVICE_KINDS)
      new CfnThingType(this, `${kind}Type`, { thingTypeName: `${devicePrefix(stage)}-${kind}` });
    const arn = iotArn('').replace(/:$/, '');
    new CfnPolicy(this, 'Policy', {
      policyName: devicePolicyName(stage),
      policyDocument: devicePolicy(arn, ruleNameOf(stage)),
    });
    new CfnOutput(this, 'BasicIngest', { value: `$aws/rules/${ruleNameOf(stage)}/` });
  }

  /** Fleet provisioning by claim: makers put the claim certificate into every device, the hall enrols serial numbers. */
  #fleet(stage: Stage): void {
    const { fn } = this.claim;
    const templateName = `${devicePrefix(stage)}-claim`;
    fn.addPermission('Provisioning', {
      principal: new ServicePrincipal('iot.amazonaws.com'),
      sourceAccount: this.account,
      sourceArn: iotArn(`provisioningtemplate/${templateName}`),
    });
    const role = new Role(this, 'ProvisioningRole', {
      assumedBy: new ServicePrincipal('iot.amazonaws.com'),
    });
    const on = [
      'thing/*',
      'cert/*',
      `thingtype/${devicePrefix(stage)}-*`,
      `policy/${devicePolicyName(stage)}`,
    ];
    role.addToPolicy(
      new PolicyStatement({
        actions: [
          'iot:CreateThing',
          'iot:UpdateThing',
          'iot:DescribeThing',
          'iot:AttachThingPrincipal',
          'iot:ListThingPrincipals',
          'iot:AttachPolicy',
          'iot:UpdateCertificate',
          'iot:DescribeCertificate',
        ],
        resources: on.map(iotArn),
      }),
    );
    for (const resource of on.filter((each) => each.includes('*')))
      acknowledge(
        role,
        `IAM5[Resource::arn:<AWS::Partition>:iot:<AWS::Region>:<AWS::AccountId>:${resource}]`,
        'Things and certificates are named after devices that nobody knows beforehand',
      );
    const template = new CfnProvisioningTemplate(this, 'Claim', {
      templateName,
      templateType: 'FLEET_PROVISIONING',
      description: 'Devices whose serial number a hall has enrolled',
      enabled: true,
      provisioningRoleArn: role.roleArn,
      preProvisioningHook: { targetArn: fn.functionArn, payloadVersion: '2020-04-01' },
      templateBody: JSON.stringify(provisioningTemplate(devicePrefix(stage), devicePolicyName(stage))),
    });
    // AWS IoT tries whether it may ask the hook before it takes the template.
    template.node.addDependency(fn);
    new CfnPolicy(this, 'ClaimPolicy', {
      policyName: templateName,
      policyDocument: claimPolicy(iotArn('').replace(/:$/, ''), templateName),
    });
  }

  #alarms({ alerts }: StateStack): void {
    const alarm = (name: string, props: Omit<RunbookAlarmProps, 'topic'>) =>
      new RunbookAlarm(this, name, { ...props, topic: alerts });
    for (const [name, { fn }] of Object.entries({ ingest: this.ingest, claim: this.claim })) {
      alarm(`${name}Errors`, {
        metric: fn.metricErrors({ period: FIVE_MINUTES }),
        threshold: 1,
        meaning: `Function ${name} does not start, runs out of time or memory, or cannot finish a batch.`,
        runbook: 'function-errors',
      });
      alarm(`${name}Throttles`, {
        metric: fn.metricThrottles({ period: FIVE_MINUTES }),
        threshold: 10,
        meaning: `Function ${name} is refused instances.`,
        runbook: 'function-throttles',
      });
    }
    alarm('DeviceDeadLetters', {
      metric: this.up.deadLetters.metricApproximateNumberOfMessagesVisible({ period: MINUTE }),
      threshold: 1,
      meaning: 'Messages of devices could not be handled and were put aside.',
      runbook: 'device-dead-letters',
    });
    alarm('DevicesLate', {
      metric: this.up.queue.metricApproximateAgeOfOldestMessage({ period: MINUTE, statistic: Stats.MAXIMUM }),
      threshold: LATE_SECONDS,
      lasting: 3,
      meaning: 'Devices wait for more than a minute for their answers.',
      runbook: 'devices-late',
    });
  }
}
