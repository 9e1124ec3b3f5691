import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StateMachine } from 'aws-local-stepfunctions';

const ROOT = join(import.meta.dirname, '../..');

/**
 * The state machine of a definition of this repository, by its path. It is not validated each time a hall starts: that
 * takes a second, and a test of the definitions does it.
 */
export const machineAt = (file: string): StateMachine =>
  new StateMachine(
    JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as ConstructorParameters<typeof StateMachine>[0],
    { validationOptions: { noValidate: true } },
  );
