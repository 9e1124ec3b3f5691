import { describe, expect, test } from 'vitest';
import { PROMISES } from '../test/deploy/promises.ts';
import { templatesOf, type Resource, type Templates } from '../test/deploy/synth.ts';
import { BREAKS } from '../test/deploy/breaks.ts';

const PROD = templatesOf('prod');
const CHINA = templatesOf('prod-cn');

const clone = ({ resources }: Templates): { resources: Record<string, Resource> } => ({
  resources: structuredClone(resources),
});

describe.each([
  ['aws', PROD],
  ['aws-cn', CHINA],
] as const)('deployed to %s', (_, templates) => {
  test.each(PROMISES.map(({ name, broken }) => ({ name, broken })))('$name', ({ broken }) => {
    expect(broken(templates)).toEqual([]);
  });
});

describe('a broken template is noticed', () => {
  test.each(PROMISES.map(({ name, broken }) => ({ name, broken })))('$name', ({ name, broken }) => {
    const copy = clone(PROD);
    const place = BREAKS[name]?.(copy.resources);
    expect(place, 'the test breaks something').toBeDefined();
    expect(broken(copy)).toContain(place);
  });
});

test('no template names the partition of the other', () => {
  expect(JSON.stringify(CHINA)).not.toContain('arn:aws:');
  expect(JSON.stringify(PROD)).not.toContain('arn:aws-cn:');
});

test('in China there is no user pool, and elsewhere it may be', () => {
  const typesOf = ({ resources }: Templates) => new Set(Object.values(resources).map(({ Type }) => Type));
  expect(typesOf(CHINA)).not.toContain('AWS::Cognito::UserPool');
  expect(typesOf(PROD)).toContain('AWS::Cognito::UserPool');
});

test('nothing that holds data, or is an address, is ever renamed: its logical id is its identity', () => {
  const holding =
    /^AWS::(DynamoDB::Table|KMS::Key|S3::Bucket|SecretsManager::Secret|Cognito::UserPool|CloudFront::Distribution|ApiGatewayV2::Api)$/;
  const ids = Object.entries(PROD.resources).filter(([, { Type }]) => holding.test(Type));
  expect(ids.map(([id]) => id).sort()).toMatchInlineSnapshot(`
    [
      "Api/SignInUsers1801E146",
      "Flow/NoticesSecret3BA72FBA",
      "State/DataKey17AFBB84",
      "State/FilesAccessLog264E0A98",
      "State/FilesBucket7C17EE2E",
      "State/LogTable81E80B89",
      "State/NumbersTableF90AA895",
      "State/SecretA720EF05",
      "State/VaultKey6B75F33E",
      "State/VaultTable008FE3F5",
      "State/ViewsTable3452DA9D",
      "Web/FrontDistribution5B584813",
      "Web/Http36EFD62B",
      "Web/SiteAccessLog97DEE82B",
      "Web/SiteBucket978D4AEB",
    ]
  `);
});
