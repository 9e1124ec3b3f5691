/** 评价渠道 (pf). Codes 1–5 are the same everywhere; real systems disagree about 6 and 7, so the receiver decides. */
export const EVALUATION_CHANNELS = [
  'pc',
  'mobile',
  'qr-code',
  'hall-tablet',
  'hall-terminal',
  'phone',
  'sms',
  'system-default',
] as const;
export type EvaluationChannel = (typeof EVALUATION_CHANNELS)[number];

export const EVALUATION_CHANNEL_NAMES = {
  pc: 'PC端',
  mobile: '移动端',
  'qr-code': '二维码',
  'hall-tablet': '政务大厅平板电脑',
  'hall-terminal': '政务大厅其他终端',
  phone: '电话',
  sms: '短信',
  'system-default': '系统默认评价',
} as const satisfies Record<EvaluationChannel, string>;

/** `phone-sms`: 6 电话, 7 短信 (order of GB/T 39046); `sms-default`: 6 短信, 7 系统默认评价. */
export type ChannelVariant = 'phone-sms' | 'sms-default';

const COMMON = { pc: '1', mobile: '2', 'qr-code': '3', 'hall-tablet': '4', 'hall-terminal': '5' } as const;

const CODES: Readonly<Record<ChannelVariant, Readonly<Partial<Record<EvaluationChannel, string>>>>> = {
  'phone-sms': { ...COMMON, phone: '6', sms: '7' },
  'sms-default': { ...COMMON, sms: '6', 'system-default': '7' },
};

/** Code of a channel for one receiver, none when the receiver has no such channel. */
export const evaluationChannelCode = (
  channel: EvaluationChannel,
  variant: ChannelVariant,
): string | undefined => CODES[variant][channel];

export const evaluationChannelOf = (code: string, variant: ChannelVariant): EvaluationChannel | undefined =>
  EVALUATION_CHANNELS.find((channel) => CODES[variant][channel] === code);

/** An answer nobody gave does not count as one (主动评价率). */
export const isActiveChannel = (channel: EvaluationChannel): boolean => channel !== 'system-default';
