import { Tags, type App, type StackProps } from 'aws-cdk-lib';
import type { Stage } from './config/stage.ts';
import type { Bundles } from './constructs/bundles.ts';
import { ApiStack } from './stacks/api-stack.ts';
import { DeviceStack } from './stacks/device-stack.ts';
import { FlowStack } from './stacks/flow-stack.ts';
import { StateStack } from './stacks/state-stack.ts';
import { WatchStack } from './stacks/watch-stack.ts';
import { WebStack } from './stacks/web-stack.ts';

/** The stacks of one installation. */
export interface System {
  readonly state: StateStack;
  readonly web: WebStack;
  readonly api: ApiStack;
  readonly flow: FlowStack;
  readonly device: DeviceStack;
  readonly watch: WatchStack;
}

/** Composes an installation: `OneWindow-<stage>-State|Web|Api|Flow|Device|Watch`. */
export const createSystem = (app: App, stage: Stage, bundles: Bundles): System => {
  const props = (description: string): StackProps => ({
    description,
    env: { region: stage.region, ...(stage.account === undefined ? {} : { account: stage.account }) },
  });
  const named = (name: string) => `OneWindow-${stage.name}-${name}`;
  const state = new StateStack(app, named('State'), { ...props('OneWindow: what must not be lost'), stage });
  const web = new WebStack(app, named('Web'), {
    ...props('OneWindow: the address of it all'),
    stage,
    state,
    bundles,
  });
  const publicUrl = web.front.url;
  const api = new ApiStack(app, named('Api'), {
    ...props('OneWindow: the HTTP API'),
    stage,
    state,
    web,
    bundles,
  });
  const flow = new FlowStack(app, named('Flow'), {
    ...props('OneWindow: what follows from the log'),
    stage,
    state,
    bundles,
    publicUrl,
  });
  const device = new DeviceStack(app, named('Device'), {
    ...props('OneWindow: the devices of the halls'),
    stage,
    state,
    bundles,
    publicUrl,
  });
  const watch = new WatchStack(app, named('Watch'), {
    ...props('OneWindow: alarms and dashboard'),
    state,
    web,
    api,
    flow,
  });
  for (const stack of [state, web, api, flow, device, watch]) {
    Tags.of(stack).add('product', 'onewindow');
    Tags.of(stack).add('stage', stage.name);
  }
  return { state, web, api, flow, device, watch };
};
