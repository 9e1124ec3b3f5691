import { API_PROMISES } from './api-promises.ts';
import {
  actionsOf,
  at,
  isAllowed,
  listOf,
  mentions,
  ofType,
  statements,
  without,
  type Promised,
  type Statement,
} from './facts.ts';
import { DEVICE_PROMISES } from './device-promises.ts';
import { FLOW_PROMISES } from './flow-promises.ts';
import { OPERATING_PROMISES } from './operating-promises.ts';
import type { Resource, Templates } from './synth.ts';
import { WEB_PROMISES } from './web-promises.ts';

const LOG_ALLOWED = ['dynamodb:PutItem', 'dynamodb:GetItem', 'dynamodb:Query'];
const LOG_DENIED = [
  'dynamodb:UpdateItem',
  'dynamodb:DeleteItem',
  'dynamodb:BatchWriteItem',
  'dynamodb:PartiQLInsert',
  'dynamodb:PartiQLUpdate',
  'dynamodb:PartiQLDelete',
];
const STREAM_ACTIONS = /^dynamodb:(ListStreams|DescribeStream|GetRecords|GetShardIterator)$/;
/** Actions of services that know no resources. */
const RESOURCELESS = new Set([
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'iot:CreateKeysAndCertificate',
  'iot:DescribeEndpoint',
  'dynamodb:ListStreams',
  'logs:CreateLogDelivery',
  'logs:GetLogDelivery',
  'logs:UpdateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:DescribeResourcePolicies',
  'logs:DescribeLogGroups',
]);
/**
 * Functions that show, print or notify persons, open cases for them in the vault of the hall that handles the case, or
 * show what supervisors and units have written to one another, or what whoever rated a service wrote.
 */
const OPENS_VAULT =
  /^(Api\/(intake|printing|bundle|supervision|grievance|consultation|appointment|evaluation)|Flow\/(reactions|bundleMachine|sender))Function/;

const onTable = (templates: Templates, table: string) =>
  statements(templates).filter(
    ({ statement }) =>
      mentions(statement, `OutputFnGetAtt${table}`) &&
      actionsOf(statement).some((action) => action.startsWith('dynamodb:')),
  );

const isPinned = ({ Condition }: Statement): boolean => {
  const keys = JSON.stringify(Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] ?? null);
  const isOwnHall = keys.includes('${aws:PrincipalTag/tenant}#*');
  const isPublic = keys.includes('?#') && !keys.includes('vault');
  return (isOwnHall || isPublic) && Condition?.['Null']?.['dynamodb:LeadingKeys'] === 'false';
};

const isRetained = ({ DeletionPolicy }: Resource): boolean => DeletionPolicy === 'Retain';

export const PROMISES: readonly Promised[] = [
  {
    name: 'every table is restorable to any second, protected from deletion, kept, and encrypted with our key',
    broken: (templates) =>
      without(
        templates,
        'AWS::DynamoDB::Table',
        (table) =>
          at(table, 'PointInTimeRecoverySpecification', 'PointInTimeRecoveryEnabled') === true &&
          at(table, 'DeletionProtectionEnabled') === true &&
          at(table, 'SSESpecification', 'SSEType') === 'KMS' &&
          isRetained(table),
      ),
  },
  {
    name: 'the log, and it alone, streams new images',
    broken: (templates) =>
      without(
        templates,
        'AWS::DynamoDB::Table',
        (table) =>
          at(table, 'StreamSpecification', 'StreamViewType') ===
          (JSON.stringify(at(table, 'KeySchema')).includes('"sk"') &&
          JSON.stringify(at(table, 'AttributeDefinitions')).includes('"N"')
            ? 'NEW_IMAGE'
            : undefined),
      ),
  },
  {
    name: 'keys, the bucket and the secret are kept',
    broken: (templates) =>
      ['AWS::KMS::Key', 'AWS::S3::Bucket', 'AWS::SecretsManager::Secret'].flatMap((type) =>
        without(templates, type, isRetained),
      ),
  },
  {
    name: 'keys are rotated every year',
    broken: (templates) =>
      without(templates, 'AWS::KMS::Key', (key) => at(key, 'EnableKeyRotation') === true),
  },
  {
    name: 'on the log nobody is allowed more than to put, get and query',
    broken: (templates) =>
      onTable(templates, 'Log')
        .filter(isAllowed)
        .flatMap(({ id, statement }) =>
          actionsOf(statement).every((action) => LOG_ALLOWED.includes(action) || STREAM_ACTIONS.test(action))
            ? []
            : [id],
        ),
  },
  {
    name: 'every role that reaches the log is denied each way to change it',
    broken: (templates) => {
      const reaching = new Set(
        onTable(templates, 'Log')
          .filter(isAllowed)
          .map(({ id }) => id),
      );
      const denied = onTable(templates, 'Log').filter(
        ({ statement }) =>
          statement.Effect === 'Deny' && LOG_DENIED.every((action) => actionsOf(statement).includes(action)),
      );
      // The function of the views is handed the stream by Lambda; its own role reads no table.
      const readsStreamOnly = (id: string) =>
        onTable(templates, 'Log').every(
          ({ id: other, statement }) =>
            other !== id || actionsOf(statement).every((action) => STREAM_ACTIONS.test(action)),
        );
      return [...reaching].filter((id) => !readsStreamOnly(id) && !denied.some((each) => each.id === id));
    },
  },
  {
    name: 'tables are reached by keys of the own hall, or of what is public, and in no other way',
    broken: (templates) =>
      ['Log', 'Views', 'Vault', 'Numbers']
        .flatMap((table) => onTable(templates, table))
        .filter(isAllowed)
        .filter(({ statement }) => !actionsOf(statement).some((action) => STREAM_ACTIONS.test(action)))
        .flatMap(({ id, statement }) => (isPinned(statement) ? [] : [id])),
  },
  {
    name: 'only the projector writes views',
    broken: (templates) =>
      onTable(templates, 'Views')
        .filter(isAllowed)
        .flatMap(({ id, statement }) =>
          actionsOf(statement).every((action) => ['dynamodb:GetItem', 'dynamodb:Query'].includes(action)) ||
          id.startsWith('Flow/views')
            ? []
            : [id],
        ),
  },
  {
    name: 'only functions that show, print or notify persons, supervise, handle complaints, or fill in linked cases open the vault; for one hall',
    broken: (templates) =>
      statements(templates)
        .filter(({ statement }) => mentions(statement, 'OutputFnGetAttVaultKey'))
        .flatMap(({ id, statement }) => {
          const isBound =
            statement.Condition?.['StringEquals']?.['kms:EncryptionContext:tenant'] ===
            '${aws:PrincipalTag/tenant}';
          const opens = actionsOf(statement).includes('kms:Decrypt');
          return isBound && (!opens || OPENS_VAULT.test(id)) ? [] : [id];
        }),
  },
  {
    name: 'no statement allows every action or, where it could be narrower, every resource',
    broken: (templates) =>
      statements(templates)
        .filter(isAllowed)
        .flatMap(({ id, statement }) => {
          const isAnyAction = actionsOf(statement).some((action) => action === '*' || /:\*$/.test(action));
          const isAnyResource =
            listOf(statement.Resource).includes('*') &&
            !actionsOf(statement).every((action) => RESOURCELESS.has(action));
          return isAnyAction || isAnyResource ? [id] : [];
        }),
  },
  {
    name: 'a session is tagged with its hall and nothing else',
    broken: (templates) =>
      ofType(templates, 'AWS::IAM::Role').flatMap(([id, role]) => {
        const trust = at(role, 'AssumeRolePolicyDocument', 'Statement') as readonly Statement[];
        const tagging = trust.filter((statement) => actionsOf(statement).includes('sts:TagSession'));
        const isClosed = ({ Condition }: Statement) =>
          JSON.stringify(Condition?.['ForAllValues:StringEquals']?.['aws:TagKeys']) === '["tenant"]' &&
          Condition?.['Null']?.['aws:RequestTag/tenant'] === 'false';
        return tagging.every(isClosed) ? [] : [id];
      }),
  },
  {
    name: 'functions run Node 24 on ARM, traced, with a log that ends and limits set',
    broken: (templates) =>
      without(
        templates,
        'AWS::Lambda::Function',
        (fn) =>
          at(fn, 'Runtime') === 'nodejs24.x' &&
          JSON.stringify(at(fn, 'Architectures')) === '["arm64"]' &&
          at(fn, 'TracingConfig', 'Mode') === 'Active' &&
          at(fn, 'LoggingConfig', 'LogGroup') !== undefined &&
          Number(at(fn, 'Timeout')) > 3 &&
          Number(at(fn, 'MemorySize')) > 128,
      ),
  },
  {
    name: 'logs are kept for six months and not for ever (网络安全法 第21条)',
    broken: (templates) =>
      without(templates, 'AWS::Logs::LogGroup', (group) => Number(at(group, 'RetentionInDays')) >= 184),
  },
  {
    name: 'files are private, encrypted with our key and reached over TLS only',
    broken: (templates) =>
      without(templates, 'AWS::S3::Bucket', (bucket) =>
        ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'].every(
          (rule) => at(bucket, 'PublicAccessBlockConfiguration', rule) === true,
        ),
      ).concat(
        without(templates, 'AWS::S3::BucketPolicy', (policy) =>
          JSON.stringify(policy.Properties).includes('aws:SecureTransport'),
        ),
      ),
  },
  {
    name: 'every alarm tells somebody, and where to read what to do',
    broken: (templates) =>
      without(
        templates,
        'AWS::CloudWatch::Alarm',
        (alarm) =>
          /See docs\/operations\.md#[a-z-]+$/.test(String(at(alarm, 'AlarmDescription'))) &&
          listOf(at(alarm, 'AlarmActions')).length > 0,
      ),
  },
  ...API_PROMISES,
  ...FLOW_PROMISES,
  ...DEVICE_PROMISES,
  ...WEB_PROMISES,
  ...OPERATING_PROMISES,
];
