import { isChina, type Stage } from './stage.ts';

/** No such stage, or one that cannot be. */
export class StageError extends Error {
  override readonly name = 'StageError';
}

/** Where the deployment test listens for notices. */
export const EMULATOR_NOTICES = 'http://127.0.0.1:4998/notices';

/** An OpenID provider of the province. */
const provider = {
  kind: 'oidc',
  audience: 'onewindow',
  clientId: 'onewindow-web',
  scope: 'openid profile hall',
} as const;

/** The provider of a test, which says only then where it is. */
export const providerAt = (issuer: string): Stage['signIn'] => ({ ...provider, issuer });

const production = {
  keepsData: true,
  api: { rate: 1_000, burst: 2_000 },
  track: { rate: 20, burst: 40 },
  publicConcurrency: 50,
  logDays: 400,
  noticeUrl: 'https://messages.hall.example/notices',
} as const;

const STAGES: readonly Stage[] = [
  {
    name: 'dev',
    region: 'ap-southeast-1',
    signIn: { kind: 'cognito' },
    keepsData: false,
    api: { rate: 50, burst: 100 },
    track: { rate: 5, burst: 10 },
    logDays: 14,
    noticeUrl: 'https://messages.dev.hall.example/notices',
  },
  {
    name: 'emulator',
    region: 'us-east-1',
    account: '000000000000',
    signIn: { ...provider, issuer: 'http://127.0.0.1:4999' },
    keepsData: false,
    api: { rate: 1_000, burst: 2_000 },
    track: { rate: 20, burst: 40 },
    publicConcurrency: 10,
    logDays: 14,
    noticeUrl: EMULATOR_NOTICES,
  },
  { ...production, name: 'prod', region: 'ap-southeast-1', signIn: { kind: 'cognito' } },
  {
    ...production,
    name: 'prod-cn',
    region: 'cn-north-1',
    signIn: { ...provider, issuer: 'https://sso.hall.example' },
    publicUrl: 'https://hall.example',
    certificate: { kind: 'iam', id: 'ASCAEXAMPLEEXAMPLE000' },
  },
  {
    ...production,
    name: 'prod-cn-northwest',
    region: 'cn-northwest-1',
    signIn: { ...provider, issuer: 'https://sso.hall.example' },
    publicUrl: 'https://northwest.hall.example',
    certificate: { kind: 'iam', id: 'ASCAEXAMPLEEXAMPLE001' },
  },
];

export const STAGE_NAMES: readonly string[] = STAGES.map(({ name }) => name);

/**
 * The stage of that name; `overrides` are for what only the caller can know, such as the emulator's ports.
 * @throws StageError
 */
export const stageOf = (name: string, overrides: Partial<Stage> = {}): Stage => {
  const stage = STAGES.find((each) => each.name === name);
  if (!stage) throw new StageError(`no stage ${name}: choose -c stage=${STAGE_NAMES.join('|')}`);
  const asked = { ...stage, ...overrides };
  if (asked.keepsData && asked.hallTime)
    throw new StageError(`${name} keeps its data: hall time must be real time there`);
  if (isChina(asked) && !(asked.publicUrl && asked.certificate))
    throw new StageError(
      `${name}: CloudFront in China serves your own filed name only: publicUrl, certificate`,
    );
  return asked;
};
