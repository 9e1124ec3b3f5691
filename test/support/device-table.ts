import type { PolicyAction } from '../../infra/local/mqtt-policy.ts';
import { thingName } from '../../shared/contracts/mqtt-topics.ts';

/** What a device may do and what not: held against the local broker and against the policy that is deployed. */
export interface Row {
  readonly action: Extract<PolicyAction, 'iot:Connect' | 'iot:Publish' | 'iot:Subscribe'>;
  /** Client id, topic or filter. */
  readonly name: string;
  readonly allowed: boolean;
}

export interface Cast {
  readonly tenant: string;
  readonly device: string;
  readonly zone: string;
  /** Another device of the same hall. */
  readonly neighbour: string;
  readonly elsewhere: string;
  /** The rule of basic ingest. */
  readonly rule: string;
}

const rows = (action: Row['action'], allowed: boolean, names: readonly string[]): readonly Row[] =>
  names.map((name) => ({ action, name, allowed }));

export const deviceTable = ({ tenant, device, zone, neighbour, elsewhere, rule }: Cast): readonly Row[] => {
  const own = `ow/${tenant}/${device}`;
  return [
    ...rows('iot:Connect', true, [thingName(tenant, device)]),
    ...rows('iot:Connect', false, [
      thingName(tenant, neighbour),
      thingName(elsewhere, device),
      'somebody',
      device,
    ]),
    ...rows('iot:Publish', true, [
      `${own}/up/ticket`,
      `${own}/up/status`,
      `$aws/rules/${rule}/${own}/up/call`,
    ]),
    ...rows('iot:Publish', false, [
      `ow/${tenant}/${neighbour}/up/ticket`,
      `ow/${elsewhere}/${device}/up/ticket`,
      `${own}/down/ticket`,
      `ow/${tenant}/hall/${zone}/board`,
      `$aws/rules/${rule}/ow/${elsewhere}/${device}/up/call`,
      '$SYS/broker',
    ]),
    ...rows('iot:Subscribe', true, [
      `${own}/down/+`,
      `${own}/down/config`,
      `ow/${tenant}/hall/${zone}/board`,
      `ow/${tenant}/hall/+/board`,
    ]),
    ...rows('iot:Subscribe', false, [
      `ow/${tenant}/${neighbour}/down/+`,
      `ow/${elsewhere}/${device}/down/+`,
      `ow/${elsewhere}/hall/${zone}/board`,
      `ow/+/hall/${zone}/board`,
      `ow/${tenant}/+/down/ticket`,
      `ow/${tenant}/#`,
      `${own}/up/+`,
      '#',
    ]),
  ];
};
