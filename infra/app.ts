import { App } from 'aws-cdk-lib';
import type { Stage } from './config/stage.ts';
import { stageOf } from './config/stages.ts';
import { bundleFunctions } from './constructs/bundles.ts';
import { createSystem } from './system.ts';

const app = new App();

const context = (key: string): string | undefined => app.node.tryGetContext(key) as string | undefined;

/** What only the caller knows: the emulator's identity provider and address (`-c issuer=… -c publicUrl=…`). */
const overrides = (): Partial<Stage> => {
  const issuer = context('issuer');
  const audience = context('audience');
  const publicUrl = context('publicUrl');
  return {
    ...(issuer === undefined ? {} : { signIn: { kind: 'oidc', issuer, audience: audience ?? 'onewindow' } }),
    ...(publicUrl === undefined ? {} : { publicUrl }),
  };
};

createSystem(app, stageOf(context('stage') ?? 'dev', overrides()), await bundleFunctions());
app.synth();
