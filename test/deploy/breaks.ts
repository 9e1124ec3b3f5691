import { DEVICE_BREAKS } from './device-breaks.ts';
import { FLOW_BREAKS } from './flow-breaks.ts';
import { OPERATING_BREAKS } from './operating-breaks.ts';
import {
  change,
  changeStatement,
  ofType,
  text,
  type Loose,
  type Resources,
  type Statement,
} from './tampering.ts';
import { WEB_BREAKS } from './web-breaks.ts';

const appends = (_: string, statement: Statement): boolean =>
  statement['Effect'] === 'Allow' &&
  text(statement.Action).includes('dynamodb:PutItem') &&
  text(statement).includes('OutputFnGetAttLog');

/** For each promise, by its name, a change to a template that breaks it. */
export const BREAKS: Readonly<Record<string, (resources: Resources) => string | undefined>> = {
  'every table is restorable to any second, protected from deletion, kept, and encrypted with our key': (
    resources,
  ) =>
    change(resources, ofType('AWS::DynamoDB::Table'), (table) => {
      table['PointInTimeRecoverySpecification'] = { PointInTimeRecoveryEnabled: false };
    }),
  'the log, and it alone, streams new images': (resources) =>
    change(
      resources,
      (id) => id.startsWith('State/LogTable'),
      (table) => {
        table['StreamSpecification'] = { StreamViewType: 'KEYS_ONLY' };
      },
    ),
  'keys, the bucket and the secret are kept': (resources) =>
    change(resources, ofType('AWS::KMS::Key'), (_, key) => {
      key['DeletionPolicy'] = 'Delete';
    }),
  'keys are rotated every year': (resources) =>
    change(resources, ofType('AWS::KMS::Key'), (key) => {
      key['EnableKeyRotation'] = false;
    }),
  'on the log nobody is allowed more than to put, get and query': (resources) =>
    changeStatement(resources, appends, (statement) => {
      statement.Action = [statement.Action, 'dynamodb:UpdateItem'].flat();
    }),
  'every role that reaches the log is denied each way to change it': (resources) =>
    changeStatement(
      resources,
      (_, statement) =>
        statement['Effect'] === 'Deny' && text(statement.Action).includes('dynamodb:UpdateItem'),
      (statement, all) => all.splice(all.indexOf(statement), 1),
    ),
  'tables are reached by keys of the own hall, or of what is public, and in no other way': (resources) =>
    changeStatement(resources, appends, (statement) => {
      delete statement['Condition'];
    }),
  'only the projector writes views': (resources) =>
    changeStatement(
      resources,
      (id, statement) => id.startsWith('Api/') && text(statement).includes('OutputFnGetAttViews'),
      (statement) => {
        statement.Action = 'dynamodb:PutItem';
      },
    ),
  'only functions that show, print or notify persons, supervise, handle complaints, or fill in linked cases open the vault; for one hall':
    (resources) =>
      changeStatement(
        resources,
        (id, statement) =>
          id.startsWith('Api/approval') && text(statement).includes('OutputFnGetAttVaultKey'),
        (statement) => {
          statement.Action = 'kms:Decrypt';
        },
      ),
  'no statement allows every action or, where it could be narrower, every resource': (resources) =>
    changeStatement(resources, appends, (statement) => {
      statement['Resource'] = '*';
    }),
  'a session is tagged with its hall and nothing else': (resources) =>
    changeStatement(
      resources,
      (_, statement) =>
        text(statement.Action).includes('sts:TagSession') && statement['Principal'] !== undefined,
      (statement) => {
        delete statement['Condition'];
      },
    ),
  'functions run Node 24 on ARM, traced, with a log that ends and limits set': (resources) =>
    change(resources, ofType('AWS::Lambda::Function'), (fn) => {
      fn['Runtime'] = 'nodejs22.x';
    }),
  'logs are kept for six months and not for ever (网络安全法 第21条)': (resources) =>
    change(resources, ofType('AWS::Logs::LogGroup'), (group) => {
      delete group['RetentionInDays'];
    }),
  'every route but the public ones asks for a token': (resources) =>
    change(
      resources,
      (_, { Type, Properties }) =>
        Type === 'AWS::ApiGatewayV2::Route' && Properties['AuthorizationType'] === 'JWT',
      (route) => {
        route['AuthorizationType'] = 'NONE';
      },
    ),
  'the access log names no person, case or address': (resources) =>
    change(resources, ofType('AWS::ApiGatewayV2::Stage'), (stage) => {
      const settings = stage['AccessLogSettings'] as Loose;
      settings['Format'] = `${String(settings['Format'])} $context.identity.sourceIp`;
    }),
  'requests are limited, progress queries more than others': (resources) =>
    change(resources, ofType('AWS::ApiGatewayV2::Stage'), (stage) => {
      delete stage['RouteSettings'];
    }),
  'files are private, encrypted with our key and reached over TLS only': (resources) =>
    change(resources, ofType('AWS::S3::Bucket'), (bucket) => {
      delete bucket['PublicAccessBlockConfiguration'];
    }),
  'every alarm tells somebody, and where to read what to do': (resources) =>
    change(resources, ofType('AWS::CloudWatch::Alarm'), (alarm) => {
      alarm['AlarmActions'] = [];
    }),
  'tokens of the user pool carry hall and roles, told by a function of ours': (resources) =>
    change(resources, ofType('AWS::Cognito::UserPool'), (pool) => {
      delete pool['LambdaConfig'];
    }),
  'nobody writes his or her own hall and roles into the user pool': (resources) =>
    change(resources, ofType('AWS::Cognito::UserPoolClient'), (client) => {
      delete client['WriteAttributes'];
    }),
  ...FLOW_BREAKS,
  ...DEVICE_BREAKS,
  ...WEB_BREAKS,
  ...OPERATING_BREAKS,
};
