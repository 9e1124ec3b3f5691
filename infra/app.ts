import { App } from 'aws-cdk-lib';
import type { Instant } from '../shared/kernel/instant.ts';
import type { Stage } from './config/stage.ts';
import { providerAt, stageOf } from './config/stages.ts';
import { bundleFunctions } from './constructs/bundles.ts';
import { addPages } from './constructs/pages.ts';
import { createSystem } from './system.ts';

const app = new App();

const context = (key: string): string | undefined => app.node.tryGetContext(key) as string | undefined;

/** `-c hallTime=2026-11-23T01:00:00.000Z@21600`: a day of the hall in four seconds, from that moment on. */
const hallTimeOf = (text: string): NonNullable<Stage['hallTime']> => {
  const [since = '', speed = ''] = text.split('@');
  return { since: since as Instant, speed: Number(speed) };
};

/** What only the caller knows: the emulator's identity provider and address (`-c issuer=… -c publicUrl=…`). */
const overrides = (): Partial<Stage> => {
  const issuer = context('issuer');
  const publicUrl = context('publicUrl');
  const hallTime = context('hallTime');
  return {
    ...(issuer === undefined ? {} : { signIn: providerAt(issuer) }),
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(hallTime === undefined ? {} : { hallTime: hallTimeOf(hallTime) }),
  };
};

const bundles = await bundleFunctions();
addPages(bundles);
createSystem(app, stageOf(context('stage') ?? 'dev', overrides()), bundles);
app.synth();
