import type { Schemas } from '../../api/types.ts';

const STATUSES: Readonly<Record<Schemas['Consultation']['status'], string>> = {
  asked: '待答复',
  complex: '待有关单位答复',
  answered: '已答复',
};

/** What the citizen's pages say of questions (咨询). */
export const consultationTexts = {
  title: '咨询',
  hint: '提问题，看答复',
  intro: '写下您的问题。能当场答复的当场答复，其余在两个工作日内答复。',
  askHere: '就本事项咨询',
  about: (matter: string): string => `咨询事项：${matter}`,
  question: '您的问题',
  questionHint: '不要写身份证号等个人信息。',
  phone: '联系电话（可不填）',
  phoneHint: '需要了解情况时打给您。',
  submit: '提交咨询',
  done: (day: string): string => `已收到，${day}前答复。`,
  mine: '我的咨询',
  none: '您还没有提过问题。',
  statuses: STATUSES,
  due: (day: string): string => `${day}前答复`,
  answer: '答复',
  answeredAt: (at: string): string => `${at} 答复`,
  waits: (unit: string): string => `由${unit}答复，请稍候。`,
} as const;
