import type { Schemas } from '../../api/types.ts';

const STATUSES: Readonly<Record<Schemas['Consultation']['status'], string>> = {
  asked: '待答复',
  complex: '疑难问题，待答复',
  answered: '已答复',
};

/** What the staff's page of questions (咨询) says. */
export const consultationDeskTexts = {
  title: '咨询答复',
  intro: '能当场说清的当场答复；疑难的转有关单位，在期限内答复。',
  statuses: STATUSES,
  open: '只看待答复的',
  onlyUnit: '只看转给本单位的',
  onlyDesk: '只看咨询台的',
  none: '没有咨询。',
  noneOpen: '没有待答复的咨询。',
  choose: '选择左侧的咨询查看、答复。',
  askedAt: (at: string): string => `${at} 提出`,
  answeredAt: (at: string): string => `${at} 答复`,
  record: '代记咨询',
  recordQuestion: '咨询的问题',
  recordPhone: '咨询人的联系电话',
  recordPhoneHint: '答复时打给咨询人',
  recordMatter: '咨询的事项',
  recordMatterHint: '可不填；要填的，输入名称后从提示中选择',
  phone: '联系电话',
  matter: '事项',
  unit: '答复单位',
  due: '答复期限',
  note: '疑难说明',
  moved: (from: string, to: string, reason: string): string => `期限由${from}调整为${to}：${reason}`,
  answer: '答复',
  answerLabel: '答复内容（咨询人可见）',
  callBack: (phone: string): string => `咨询人留了电话 ${phone}，请同时电话告知。`,
  hand: '转有关单位',
  handTo: '由哪个单位答复',
  handNote: '疑难说明（可不填）',
  othersTurn: (unit: string): string => `由${unit}答复。`,
} as const;
