import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ENV, type EnvName } from '../../functions/runtime/env-names.ts';
import { GRANTS, type Grants } from '../config/grants.ts';
import type { Stage } from '../config/stage.ts';
import type { StateStack } from '../stacks/state-stack.ts';
import { acknowledge } from './acknowledge.ts';
import type { Bundles, FunctionName } from './bundles.ts';
import { HallRole, logIsAppendOnly, publicReading, throughDynamo } from './hall-role.ts';
import { retentionOf } from './retention.ts';

export interface SliceFunctionProps {
  readonly name: FunctionName;
  readonly stage: Stage;
  readonly state: StateStack;
  readonly bundles: Bundles;
  readonly description: string;
  /** @default 10 seconds: API Gateway gives up at 30, a person at the counter before that */
  readonly timeout?: Duration;
  /** @default 512 MB: a third of a processor, which is what the cold start needs */
  readonly memorySize?: number;
  /** Instances at most. @default no limit */
  readonly concurrency?: number;
}

const TEN_SECONDS = 10;
const MEGABYTES = 512;

/** One function of the product: its role, its log, and what `GRANTS` lets it reach. */
export class SliceFunction extends Construct {
  readonly name: FunctionName;
  readonly fn: Function;
  readonly logGroup: LogGroup;
  readonly #role: Role;

  constructor(scope: Construct, id: string, props: SliceFunctionProps) {
    super(scope, id);
    const { name, stage, state, bundles, description } = props;
    this.name = name;
    this.logGroup = new LogGroup(this, 'Log', {
      retention: retentionOf(stage.logDays),
      removalPolicy: stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.#role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.logGroup.grantWrite(this.#role);
    this.fn = new Function(this, 'Function', {
      description,
      code: Code.fromAsset(bundles[name].folder),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout: props.timeout ?? Duration.seconds(TEN_SECONDS),
      memorySize: props.memorySize ?? MEGABYTES,
      ...(props.concurrency === undefined ? {} : { reservedConcurrentExecutions: props.concurrency }),
      role: this.#role,
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      tracing: Tracing.ACTIVE,
      environment: { NODE_OPTIONS: '--enable-source-maps' },
    });
    acknowledge(this.#role, 'IAM5[Resource::*]', 'X-Ray takes traces for no resource in particular');
    const { hallTime } = stage;
    if (hallTime) this.setEnv('HALL_TIME', `${hallTime.since}@${hallTime.speed}`);
    this.#grant(state, GRANTS[name]);
  }

  /** Hands over a value under a name that the function's environment schema knows. */
  setEnv(name: EnvName, value: string): void {
    this.fn.addEnvironment(ENV[name], value);
  }

  #grant(state: StateStack, { hall, open }: Grants): void {
    if (!hall && !open) return;
    this.setEnv('LOG_TABLE', state.tables.log.tableName);
    this.setEnv('VIEWS_TABLE', state.tables.views.tableName);
    if (open)
      this.#add(...publicReading(state, open), throughDynamo(this, state.dataKey), logIsAppendOnly(state));
    if (hall) this.#grantHall(state, hall);
  }

  #grantHall(state: StateStack, grants: NonNullable<Grants['hall']>): void {
    const { role } = new HallRole(this, 'Hall', { state, grants, takenBy: this.#role });
    this.#add(
      new PolicyStatement({ actions: ['sts:AssumeRole', 'sts:TagSession'], resources: [role.roleArn] }),
    );
    this.setEnv('HALL_ROLE', role.roleArn);
    if (grants.vault) {
      this.setEnv('VAULT_TABLE', state.tables.vault.tableName);
      this.setEnv('VAULT_KEY', state.vaultKey.keyArn);
    }
    if (grants.files) this.setEnv('FILES_BUCKET', state.bucket.bucketName);
    if (grants.numbers) this.setEnv('NUMBERS_TABLE', state.tables.numbers.tableName);
  }

  /** A secret by name; by default the key of all digests: for functions that recognise persons and repeated requests. */
  grantSecret({ secret, dataKey }: Pick<StateStack, 'secret' | 'dataKey'>, name: EnvName = 'SECRET'): void {
    this.setEnv(name, secret.secretArn);
    this.#add(
      new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [secret.secretArn] }),
      new PolicyStatement({
        actions: ['kms:Decrypt'],
        resources: [dataKey.keyArn],
        conditions: {
          StringLike: { 'kms:ViaService': `secretsmanager.${Stack.of(this).region}.amazonaws.com*` },
        },
      }),
    );
  }

  #add(...statements: readonly PolicyStatement[]): void {
    for (const statement of statements) this.#role.addToPolicy(statement);
  }
}
