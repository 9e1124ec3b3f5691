import { z } from 'zod';
import { InstantText, line, lines } from './common.ts';
import { isDeviceName } from './mqtt-topics.ts';
import { PAPER } from './mqtt.ts';
import { WindowId, ZoneCode } from './queues.ts';

/** The first four act in the queue; the others have a place on the register and say how they are. */
export const DEVICE_KINDS = [
  'kiosk',
  'display',
  'caller',
  'evaluator',
  'terminal',
  'locker',
  'camera',
] as const;
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

const FEED_PROTOCOL = /^(https?|rtsps?):$/;

/** Whoever is sent there signs in there: the address itself opens nothing. */
const Feed = z
  .url()
  .max(500)
  .refine((text) => {
    const address = URL.parse(text);
    if (!address) return false;
    const { protocol, username, password } = address;
    return FEED_PROTOCOL.test(protocol) && username === '' && password === '';
  }, '应为 http(s) 或 rtsp(s) 地址，不含用户名、密码');

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
    feed: Feed.optional().meta({ description: '摄像机画面的地址；登记簿不显示，查看须留痕' }),
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

/** B18: what the picture of a camera is looked at for. */
export const VIEWING_PURPOSES = ['patrol', 'complaint', 'safety', 'evidence'] as const;
export type ViewingPurpose = (typeof VIEWING_PURPOSES)[number];

const About = z.string().regex(/^[0-9A-Za-z-]{1,40}$/, '不是编号');

/** 调看: `POST …/cameras/{name}/viewings`. */
export const ViewingBody = z
  .strictObject({
    purpose: z
      .enum(VIEWING_PURPOSES)
      .meta({ description: 'patrol 巡查，complaint 核实投诉，safety 安全，evidence 取证' }),
    about: About.optional().meta({ description: '所涉办件、诉求的编号' }),
  })
  .meta({ id: 'ViewingBody' });

export const ViewingView = z
  .object({
    at: InstantText,
    by: z.string(),
    purpose: z.enum(VIEWING_PURPOSES),
    about: z.string().optional(),
  })
  .meta({ id: 'CameraViewing', description: '调看记录' });

/** 视频监控: a camera without its address. */
export const CameraView = z
  .object({
    name: z.string(),
    zone: z.string().optional(),
    window: z.string().optional(),
    place: Place,
    status: z.enum(['enrolled', 'active', 'revoked']),
  })
  .meta({ id: 'Camera' });

export const CellNo = z.string().regex(/^[0-9A-Za-z-]{1,8}$/, '不是格号');

/** 放入取件柜: `POST …/lockers/{name}/results`. */
export const StowBody = z.strictObject({ cell: CellNo, caseNo: line(40) }).meta({ id: 'StowBody' });

/** 自助取件柜, with what waits in it. */
export const LockerView = z
  .object({
    name: z.string(),
    zone: z.string().optional(),
    place: Place,
    status: z.enum(['enrolled', 'active', 'revoked']),
    online: z.boolean(),
    stowed: z.array(z.object({ cell: z.string(), caseNo: z.string(), since: InstantText })),
  })
  .meta({ id: 'Locker' });

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
