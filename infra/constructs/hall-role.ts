import { Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, Role, SessionTagsPrincipal, type IRole } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import { TABLES, TENANT_TAG, type TableRole } from '../../functions/adapters/tables.ts';
import type { Grants } from '../config/grants.ts';
import type { StateStack } from '../stacks/state-stack.ts';

export interface HallRoleProps {
  readonly state: StateStack;
  readonly grants: NonNullable<Grants['hall']>;
  /** The role of the function that takes sessions of this one. */
  readonly takenBy: IRole;
}

const OWN_HALL = `\${aws:PrincipalTag/${TENANT_TAG}}`;
/** Everything but appending and reading: what would change or remove what the log holds. */
export const LOG_DENIED = [
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:BatchWriteItem',
  'dynamodb:PartiQLInsert',
  'dynamodb:PartiQLUpdate',
  'dynamodb:PartiQLDelete',
];
/** A hall's code has 6, 9 or 12 digits; `?` is one character, so that no other part of a key can pass for it. */
const ANY_HALL = ['?'.repeat(6), '?'.repeat(9), '?'.repeat(12)];

const pinned = (keys: readonly string[]) => ({
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys },
  // An empty set of keys satisfies ForAllValues: a request that has none, such as Scan, must not pass.
  Null: { 'dynamodb:LeadingKeys': 'false' },
});

const ownKeys = pinned([`${OWN_HALL}#*`]);

/** In China some services name themselves `….amazonaws.com.cn` to KMS. */
const onlyThrough = (scope: Construct, service: 'dynamodb' | 's3') => ({
  StringLike: { 'kms:ViaService': `${service}.${Stack.of(scope).region}.amazonaws.com*` },
});

/** Reading at rest goes through the tables' key; only DynamoDB may use it for us. */
export const throughDynamo = (scope: Construct, key: IKey): PolicyStatement =>
  new PolicyStatement({
    actions: ['kms:Decrypt'],
    resources: [key.keyArn],
    conditions: onlyThrough(scope, 'dynamodb'),
  });

/** What anybody may read of any hall: it stands on its walls (公开). A township shares its county's (C69). */
export const publicReading = (
  state: StateStack,
  { streams, catalogue }: NonNullable<Grants['open']>,
): readonly PolicyStatement[] => {
  const keysOf = (suffix: string) => ANY_HALL.map((hall) => `${hall}#${suffix}`);
  const log = new PolicyStatement({
    actions: ['dynamodb:GetItem', 'dynamodb:Query'],
    resources: [state.tables.log.tableArn],
    conditions: pinned(streams.flatMap((stream) => keysOf(`${stream}#*`))),
  });
  if (!catalogue) return [log];
  const list = new PolicyStatement({
    actions: ['dynamodb:Query'],
    resources: [`${state.tables.views.tableArn}/index/list1`],
    conditions: pinned([...keysOf('catalogue'), ...keysOf('themes')]),
  });
  return [log, list];
};

/** Nobody updates or deletes the log, whatever else is ever allowed. */
export const logIsAppendOnly = ({ tables }: StateStack): PolicyStatement =>
  new PolicyStatement({ effect: Effect.DENY, actions: LOG_DENIED, resources: [tables.log.tableArn] });

/**
 * The role that a function reaches one hall's data with, in a session tagged with the hall: every key it names must
 * begin with the tag. Each function has its own, with what its slice needs.
 */
export class HallRole extends Construct {
  readonly role: Role;

  constructor(scope: Construct, id: string, { state, grants, takenBy }: HallRoleProps) {
    super(scope, id);
    const assumedBy = new SessionTagsPrincipal(takenBy.grantPrincipal).withConditions({
      'ForAllValues:StringEquals': { 'aws:TagKeys': [TENANT_TAG] },
      Null: { [`aws:RequestTag/${TENANT_TAG}`]: 'false' },
    });
    this.role = new Role(this, 'Role', { assumedBy });
    this.#table(
      state,
      'log',
      grants.log === 'append' ? ['PutItem', 'GetItem', 'Query'] : ['GetItem', 'Query'],
    );
    this.#add(logIsAppendOnly(state), throughDynamo(this, state.dataKey));
    // The parent's settings and matters, and the delegations of a hall that lets this one receive for it (C68, C69).
    this.#add(...publicReading(state, { streams: ['tenant', 'matter', 'theme'], catalogue: true }));
    if (grants.views) this.#views(state, grants.views);
    if (grants.vault) this.#vault(state, grants.vault === 'open');
    if (grants.numbers) this.#table(state, 'numbers', ['UpdateItem']);
    if (grants.files) this.#files(state);
  }

  #add(...statements: readonly PolicyStatement[]): void {
    for (const statement of statements) this.role.addToPolicy(statement);
  }

  #table({ tables }: StateStack, role: TableRole, actions: readonly string[], suffix = ''): void {
    const resources = [`${tables[role].tableArn}${suffix}`];
    const named = actions.map((action) => `dynamodb:${action}`);
    this.#add(new PolicyStatement({ actions: named, resources, conditions: ownKeys }));
  }

  #views(state: StateStack, grant: 'read' | 'write'): void {
    this.#table(state, 'views', grant === 'write' ? ['GetItem', 'PutItem'] : ['GetItem']);
    if (grant === 'write') return;
    for (const { name } of TABLES.views.indexes) this.#table(state, 'views', ['Query'], `/index/${name}`);
  }

  /** A key of the vault serves the hall alone for which it was made: it is bound to it by its encryption context. */
  #vault(state: StateStack, mayOpen: boolean): void {
    this.#table(state, 'vault', mayOpen ? ['PutItem', 'GetItem', 'UpdateItem'] : ['PutItem', 'GetItem']);
    this.#add(
      new PolicyStatement({
        actions: mayOpen ? ['kms:GenerateDataKey', 'kms:Decrypt'] : ['kms:GenerateDataKey'],
        resources: [state.vaultKey.keyArn],
        conditions: { StringEquals: { [`kms:EncryptionContext:${TENANT_TAG}`]: OWN_HALL } },
      }),
    );
  }

  #files({ bucket, dataKey }: StateStack): void {
    const { stackName } = Stack.of(bucket);
    acknowledge(
      this.role,
      `IAM5[Resource::${stackName}:ExportsOutputFnGetAttFilesBucket7C17EE2EArn267E46EA/<aws:PrincipalTag/${TENANT_TAG}>/*]`,
      'Files have ids that nobody knows beforehand; the prefix is the hall of the session',
    );
    this.#add(
      new PolicyStatement({
        actions: ['s3:PutObject', 's3:GetObject', 's3:DeleteObject'],
        resources: [bucket.arnForObjects(`${OWN_HALL}/*`)],
      }),
      // Without it S3 answers 403 and not 404 for a file that was never uploaded.
      new PolicyStatement({
        actions: ['s3:ListBucket'],
        resources: [bucket.bucketArn],
        conditions: { StringLike: { 's3:prefix': `${OWN_HALL}/*` } },
      }),
      new PolicyStatement({
        actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
        resources: [dataKey.keyArn],
        conditions: onlyThrough(this, 's3'),
      }),
    );
  }
}
