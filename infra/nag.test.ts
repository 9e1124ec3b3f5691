import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { expect, test } from 'vitest';
import { compose } from '../test/deploy/synth.ts';

/** A synthesis with all rules takes some seconds, more on a busy machine. */
const SYNTH_MS = 120_000;

test.each(['dev', 'emulator', 'prod', 'prod-cn', 'prod-cn-northwest'])(
  'cdk-nag has nothing to say about %s that is not answered with a reason',
  (stage) => {
    const { app } = compose(stage);
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    expect(() => app.synth()).not.toThrow();
  },
  SYNTH_MS,
);
