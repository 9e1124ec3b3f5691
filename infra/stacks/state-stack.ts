import { CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { TABLE_ROLES, TABLES, type TableRole } from '../../functions/adapters/tables.ts';
import type { Stage } from '../config/stage.ts';
import { acknowledge } from '../constructs/acknowledge.ts';
import { AlertsTopic } from '../constructs/alerts-topic.ts';
import { FileBucket } from '../constructs/file-bucket.ts';
import { StoreTable } from '../constructs/store-table.ts';

export interface StateStackProps extends StackProps {
  readonly stage: Stage;
}

const LOGICAL_NAME = { log: 'Log', views: 'Views', vault: 'Vault', numbers: 'Numbers' } as const;

/** What must outlive everything else: the log and what it refers to. Nothing in here computes. */
export class StateStack extends Stack {
  readonly tables: Readonly<Record<TableRole, Table>>;
  readonly bucket: Bucket;
  /** Encrypts the stores at rest. */
  readonly dataKey: Key;
  /** Seals persons in the vault, above the encryption at rest. */
  readonly vaultKey: Key;
  /** Key of all digests; the same for the life of the installation, or people are not recognised any more. */
  readonly secret: Secret;
  readonly alerts: Topic;

  constructor(scope: Construct, id: string, { stage, ...props }: StateStackProps) {
    super(scope, id, { ...props, terminationProtection: stage.keepsData });
    const { keepsData } = stage;
    const removalPolicy = keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    const newKey = (name: string, description: string) =>
      new Key(this, name, { description, enableKeyRotation: true, removalPolicy });
    const key = newKey('DataKey', 'OneWindow: stores at rest');
    this.dataKey = key;
    this.vaultKey = newKey('VaultKey', 'OneWindow: persons in the vault');
    const table = (role: TableRole) =>
      new StoreTable(this, LOGICAL_NAME[role], { spec: TABLES[role], key, keepsData }).table;
    this.tables = Object.fromEntries(TABLE_ROLES.map((role) => [role, table(role)])) as Record<
      TableRole,
      Table
    >;
    new CfnOutput(this, 'LogTable', { value: this.tables.log.tableName });
    const origins = stage.publicUrl === undefined ? ['*'] : [stage.publicUrl];
    this.bucket = new FileBucket(this, 'Files', { key, keepsData, origins }).bucket;
    this.secret = new Secret(this, 'Secret', {
      description: 'OneWindow: key of all digests. Never changes: see docs/operations.md',
      encryptionKey: key,
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy,
    });
    acknowledge(
      this.secret,
      'SMG4',
      'Digests made with it name people across cases: with another secret nobody would be recognised',
    );
    const { alarmEmail: email } = stage;
    this.alerts = new AlertsTopic(this, 'Alerts', { key, ...(email === undefined ? {} : { email }) }).topic;
  }
}
