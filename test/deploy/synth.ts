import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { stageOf } from '../../infra/config/stages.ts';
import { FUNCTION_NAMES, type Bundles } from '../../infra/constructs/bundles.ts';
import { createSystem, type System } from '../../infra/system.ts';
import { ROOT } from './processes.ts';

const Cdk = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8')) as { context: Record<string, unknown> };

/** What a template says does not depend on the code of the functions: any folder stands for them. */
const bundle = { folder: join(ROOT, 'infra/config'), size: 0, parts: {} };
const bundles = Object.fromEntries(FUNCTION_NAMES.map((name) => [name, bundle])) as Bundles;

/** The stacks of a stage, composed as `cdk synth` does. */
export const compose = (stage: string): { app: App; system: System } => {
  const app = new App({ context: Cdk.context });
  return { app, system: createSystem(app, stageOf(stage), bundles) };
};

export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly DependsOn?: string | readonly string[];
}

export interface Templates {
  /** Every resource of the system by `<stack>/<logical id>`. */
  readonly resources: Readonly<Record<string, Resource>>;
}

/** All templates of a stage as plain data, so that a test may break a copy. */
export const templatesOf = (stage: string): Templates => {
  const { app } = compose(stage);
  const resources = app.synth().stacks.flatMap(({ stackName, template }) => {
    const { Resources } = template as { Resources: Record<string, Resource> };
    return Object.entries(Resources).map(
      ([id, resource]) => [`${stackName.split('-').at(-1)}/${id}`, resource] as const,
    );
  });
  return { resources: Object.fromEntries(resources) };
};
