import { z } from 'zod';
import { InstantText, line, lines } from './common.ts';
import { isDeviceName } from './mqtt-topics.ts';
import { PAPER } from './mqtt.ts';
import { WindowId, ZoneCode } from './queues.ts';

export const DEVICE_KINDS = ['kiosk', 'display', 'caller', 'evaluator'] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

/** C46: where terminals stand besides the hall itself. */
export const PLACE_KINDS = [
  'hall',
  'community',
  'park',
  'mall',
  'building',
  'bank',
  'post-office',
  'telecom',
] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

export const DeviceName = z
  .string()
  .refine(isDeviceName, '应为 1 至 40 个字母、数字、- 或 _，且不是 hall')
  .meta({ example: 'kiosk-1' });

const Place = z.strictObject({
  kind: z.enum(PLACE_KINDS),
  address: line(200).optional(),
});

/** 设备登记: `POST …/devices`. */
export const EnrolBody = z
  .strictObject({
    name: DeviceName,
    kind: z.enum(DEVICE_KINDS),
    zone: ZoneCode.optional().meta({ description: '所在专区；缺省为全大厅' }),
    window: WindowId.optional().meta({ description: '叫号器、评价器所在的窗口' }),
    place: z
      .union([z.enum(PLACE_KINDS), Place])
      .optional()
      .meta({ description: '放置场所；缺省为大厅' }),
    serial: z
      .string()
      .regex(/^[0-9A-Za-z._-]{1,64}$/, '不是序列号')
      .optional()
      .meta({ description: '出厂序列号' }),
    claim: z
      .boolean()
      .default(false)
      .meta({ description: '不发证书：设备凭出厂的申领证书和已登记的序列号自行申领（仅 AWS）' }),
  })
  .meta({ id: 'EnrolBody' });
export type EnrolBody = z.infer<typeof EnrolBody>;

export const RevokeDeviceBody = z.strictObject({ reason: lines(200).optional() });

/** All that the device needs to connect. The key is in this answer alone: nobody keeps it. */
export const CredentialsView = z
  .object({
    name: z.string(),
    clientId: z.string(),
    endpoint: z.string().meta({ description: 'mqtts://主机:端口' }),
    certificate: z.string().meta({ description: 'PEM，含签发者' }),
    privateKey: z.string().meta({ description: 'PEM；只在此时给出' }),
    ca: z.string().meta({ description: 'PEM；验证服务器用' }),
    expiresAt: InstantText,
  })
  .meta({ id: 'DeviceCredentials' });

/** What an administrator has to see to, the most urgent first. */
export const DEVICE_NEEDS = ['offline', 'paper-out', 'paper-low', 'backlog', 'certificate'] as const;
export type DeviceNeed = (typeof DEVICE_NEEDS)[number];

/** 设备: what the registry knows. */
export const DeviceView = z
  .object({
    name: z.string(),
    kind: z.enum(DEVICE_KINDS),
    zone: z.string().optional(),
    window: z.string().optional(),
    place: Place,
    serial: z.string().optional(),
    status: z.enum(['enrolled', 'active', 'revoked']),
    online: z.boolean(),
    version: z.string().optional(),
    paper: z.enum(PAPER).optional(),
    spool: z.int().optional(),
    enrolledAt: InstantText,
    lastSeen: InstantText.optional().meta({ description: '在线时误差不超过半小时' }),
    uptime: z.number().optional().meta({ description: '首次上线以来在线时间的比例' }),
    expiresAt: InstantText.optional(),
    renewDue: z.boolean().meta({ description: '证书临近到期，应更换' }),
    needs: z
      .array(z.enum(DEVICE_NEEDS))
      .meta({ description: '需要处理：离线、缺纸、纸将用尽、消息积压、证书临近到期；急的在前' }),
  })
  .meta({ id: 'Device' });
export type DeviceView = z.infer<typeof DeviceView>;
