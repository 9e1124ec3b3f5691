import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Aws, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import {
  DefinitionBody,
  LogLevel,
  StateMachine,
  StateMachineType,
  type CfnStateMachine,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Stage } from '../config/stage.ts';
import { acknowledge } from './acknowledge.ts';
import { retentionOf } from './retention.ts';

export interface WorkflowProps {
  /** Path of the ASL file from the root of the repository; the local stack runs the same file. */
  readonly definition: string;
  /** The functions that it calls, by the names that stand in the file as `${Name}`. */
  readonly tasks: Readonly<Record<string, IFunction>>;
  readonly stage: Stage;
}

const ROOT = join(import.meta.dirname, '../..');

/** The ARNs of service integrations begin with the partition, which the file cannot know. */
const definitionOf = (file: string): string =>
  readFileSync(join(ROOT, file), 'utf8').replaceAll('"arn:aws:states:::', `"arn:${Aws.PARTITION}:states:::`);

/**
 * A state machine, Standard: it may wait for a year and each state runs once. Its log says which state was reached and
 * when; payloads stay out of it, although they name cases and never persons.
 */
export class Workflow extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, id: string, { definition, tasks, stage }: WorkflowProps) {
    super(scope, id);
    const destination = new LogGroup(this, 'Log', {
      retention: retentionOf(stage.logDays),
      removalPolicy: stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
    acknowledge(
      role,
      'IAM5[Resource::*]',
      'Traces, and deliveries of logs, are of no resource in particular',
    );
    const arns = Object.values(tasks).map(({ functionArn }) => functionArn);
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: arns }));
    this.machine = new StateMachine(this, 'Machine', {
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(definitionOf(definition)),
      definitionSubstitutions: Object.fromEntries(
        Object.entries(tasks).map(([name, fn]) => [name, fn.functionArn]),
      ),
      role,
      tracingEnabled: true,
      logs: { destination, level: LogLevel.ALL, includeExecutionData: false },
    });
  }

  /**
   * Lets a function do this to the machine, or to its executions. A policy of its own: as part of the function's role it
   * would have to be there before the function, and the function before the machine that it names.
   */
  allow(id: string, fn: IFunction, ...actions: readonly ('StartExecution' | 'SendTaskSuccess')[]): void {
    if (!fn.role) return;
    new Policy(this, id, {
      roles: [fn.role],
      statements: [
        new PolicyStatement({
          actions: actions.map((action) => `states:${action}`),
          resources: [this.machine.stateMachineArn],
        }),
      ],
    });
  }

  /** Lets a function end executions by their names. */
  allowStop(fn: IFunction): void {
    if (!fn.role) return;
    const { stateMachineName } = this.machine;
    const executions = `arn:${Aws.PARTITION}:states:${Aws.REGION}:${Aws.ACCOUNT_ID}:execution:${stateMachineName}:*`;
    const policy = new Policy(this, 'Stop', {
      roles: [fn.role],
      statements: [new PolicyStatement({ actions: ['states:StopExecution'], resources: [executions] })],
    });
    const machineId = Stack.of(this).getLogicalId(this.machine.node.defaultChild as CfnStateMachine);
    acknowledge(
      policy,
      `IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<${machineId}.Name>:*]`,
      'Executions are named by case; they are of this machine alone',
    );
  }
}
