import type { Schemas } from '../../api/types.ts';

const STATUSES: Readonly<Record<Schemas['Consultation']['status'], string>> = {
  asked: '待答复',
  complex: '待有关单位答复',
  answered: '已答复',
};

/** What the citizen's pages say of questions (咨询). */
export const consultationTexts = {
  title: '在线咨询',
  hint: '不清楚怎么办，先问一问',
  intro: '写下您的问题。能当场答复的当场答复，其余的由有关单位在期限内答复。',
  askHere: '有疑问？在线咨询',
  about: (matter: string): string => `咨询的事项：${matter}`,
  question: '您要问什么',
  questionHint: '请不要写身份证号、银行账号等个人信息。',
  phone: '联系电话（可不填）',
  phoneHint: '需要了解情况时打给您。',
  submit: '提交咨询',
  done: (day: string): string => `已收到。最晚 ${day}答复。`,
  mine: '我的咨询',
  none: '还没有咨询过。',
  statuses: STATUSES,
  due: (day: string): string => `最晚 ${day}答复`,
  answer: '答复',
  answeredAt: (at: string): string => `${at} 答复`,
  waits: (unit: string): string => `由${unit}答复，请稍候。`,
} as const;
