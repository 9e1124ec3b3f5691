import { stringify } from 'yaml';
import { z } from 'zod';
import { Problem } from '../../shared/contracts/common.ts';
import { boardTopic, DOWN_KINDS, downTopic, UP_KINDS, upTopic } from '../../shared/contracts/mqtt-topics.ts';
import { Board, DOWN_MESSAGES, UP_MESSAGES } from '../../shared/contracts/mqtt.ts';
import { TicketView } from '../../shared/contracts/queues.ts';

const DESCRIPTION = [
  '大厅设备（取号机、显示屏、叫号器、评价器）与后台的消息。QoS 1；载荷为 JSON，都带 `id`（ULID，由发送者生成一次）、`at`、`v`。',
  '设备重复发送，直到回答主题上出现 `replyTo` 等于该 `id` 的回答；同一 `id` 只办理一次，重复的得到同样的回答。',
].join('\n\n');

interface Message {
  readonly name: string;
  readonly schema: z.ZodType;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const MESSAGES: readonly Message[] = [
  ...UP_KINDS.map((kind) => ({ name: `Up${capital(kind)}`, schema: UP_MESSAGES[kind] })),
  ...DOWN_KINDS.map((kind) => ({ name: `Down${capital(kind)}`, schema: DOWN_MESSAGES[kind] })),
  { name: 'Board', schema: Board },
];

/** Every schema by its name, each referring to the others by name. */
const schemas = (): Record<string, unknown> => {
  const registry = z.registry<{ id: string }>();
  registry.add(Problem, { id: 'Problem' });
  registry.add(TicketView, { id: 'Ticket' });
  for (const { name, schema } of MESSAGES) registry.add(schema, { id: name });
  const { schemas: made } = z.toJSONSchema(registry, {
    target: 'draft-7',
    io: 'input',
    unrepresentable: 'any',
    uri: (id) => `#/components/schemas/${id}`,
  });
  const isOwn = ([key]: readonly [string, unknown]): boolean => key !== '$schema' && key !== '$id';
  return Object.fromEntries(
    Object.entries(made).map(([name, schema]) => [
      name,
      Object.fromEntries(Object.entries(schema).filter(isOwn)),
    ]),
  );
};

const refTo = (part: string, name: string) => ({ $ref: `#/${part}/${name}` });
const PARAMETERS = { tenant: refTo('components/parameters', 'tenant') };
const OF_DEVICE = { ...PARAMETERS, device: refTo('components/parameters', 'device') };
const OF_ZONE = { ...PARAMETERS, zone: refTo('components/parameters', 'zone') };

const channel = (address: string, message: string, parameters: object, retain = false) => ({
  address,
  parameters,
  messages: { [message]: refTo('components/messages', message) },
  ...(retain ? { description: '保留消息' } : {}),
});

const channels = () => ({
  ...Object.fromEntries(
    UP_KINDS.map((kind) => [
      `up-${kind}`,
      channel(upTopic('{tenant}', '{device}', kind), `Up${capital(kind)}`, OF_DEVICE),
    ]),
  ),
  ...Object.fromEntries(
    DOWN_KINDS.map((kind) => [
      `down-${kind}`,
      channel(downTopic('{tenant}', '{device}', kind), `Down${capital(kind)}`, OF_DEVICE, kind === 'config'),
    ]),
  ),
  board: channel(boardTopic('{tenant}', '{zone}'), 'Board', OF_ZONE, true),
});

const mqtt = (retain: boolean) => ({ bindings: { mqtt: { qos: 1, retain, bindingVersion: '0.2.0' } } });

/** The hall receives what devices say; what it answers goes to the channel of the same kind. */
const receiving = (kind: (typeof UP_KINDS)[number]) => ({
  action: 'receive',
  channel: refTo('channels', `up-${kind}`),
  ...(kind === 'status' ? {} : { reply: { channel: refTo('channels', `down-${kind}`) } }),
  ...mqtt(false),
});

const operations = () => ({
  ...Object.fromEntries(UP_KINDS.map((kind) => [`take-${kind}`, receiving(kind)])),
  configure: { action: 'send', channel: refTo('channels', 'down-config'), ...mqtt(true) },
  invite: { action: 'send', channel: refTo('channels', 'down-invitation'), ...mqtt(false) },
  show: { action: 'send', channel: refTo('channels', 'board'), ...mqtt(true) },
});

/** The AsyncAPI document of what devices and the hall tell each other, made from the schemas that validate it. */
export const asyncApiDocument = () => ({
  asyncapi: '3.0.0',
  info: { title: 'OneWindow 一窗：设备', version: '1', description: DESCRIPTION },
  defaultContentType: 'application/json',
  servers: {
    hall: {
      host: '{host}:8883',
      protocol: 'secure-mqtt',
      protocolVersion: '3.1.1',
      description: 'MQTT 3.1.1，双向 TLS（X.509）；客户端标识即设备登记时所得的 clientId',
      variables: { host: { description: '登记设备时所得的 endpoint', default: 'localhost' } },
      security: [{ $ref: '#/components/securitySchemes/certificate' }],
    },
  },
  channels: channels(),
  operations: operations(),
  components: {
    securitySchemes: { certificate: { type: 'X509' } },
    parameters: {
      tenant: { description: '大厅的行政区划代码', examples: ['411323'] },
      device: { description: '设备名', examples: ['kiosk-1'] },
      zone: { description: '专区编码', examples: ['A'] },
    },
    messages: Object.fromEntries(
      MESSAGES.map(({ name, schema }) => [
        name,
        { name, title: schema.meta()?.title ?? name, payload: refTo('components/schemas', name) },
      ]),
    ),
    schemas: schemas(),
  },
});

/** The document as it stands in `docs/asyncapi.yaml`. */
export const asyncApiText = (): string =>
  stringify(asyncApiDocument(), { lineWidth: 0, aliasDuplicateObjects: false });
