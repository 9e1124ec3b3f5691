/**
 * 常用意见: standard opinions by code. They name nobody, so the log may keep them by their code, while everything
 * else that people write stays in the vault. A code, once used, keeps its text for ever: a changed wording is a new
 * code.
 */
interface Phrase {
  readonly code: string;
  readonly text: string;
  /** Where it is offered. */
  readonly stage: PhraseStage;
}

export const PHRASE_STAGES = ['intake', 'review', 'decision', 'procedure', 'issue'] as const;
export type PhraseStage = (typeof PHRASE_STAGES)[number];

export const PHRASES = [
  { code: 'P101', stage: 'intake', text: '材料齐全，符合法定形式，准予受理' },
  { code: 'P102', stage: 'intake', text: '材料不齐全，请按清单一次补齐' },
  { code: 'P103', stage: 'intake', text: '材料不符合法定形式，请更正后提交' },
  { code: 'P104', stage: 'intake', text: '主要材料齐全，次要材料容缺受理' },
  { code: 'P105', stage: 'intake', text: '不属于本机关职权范围，请向有关行政机关申请' },
  { code: 'P106', stage: 'intake', text: '申请事项依法不需要取得行政许可' },
  { code: 'P107', stage: 'intake', text: '申请人自愿撤回申请' },
  { code: 'P108', stage: 'intake', text: '逾期未补正，视为撤回申请' },
  { code: 'P201', stage: 'review', text: '同意' },
  { code: 'P202', stage: 'review', text: '经审查，符合许可条件，建议准予许可' },
  { code: 'P203', stage: 'review', text: '经审查，不符合许可条件，建议不予许可' },
  { code: 'P204', stage: 'review', text: '经核查，申请材料真实有效，建议通过' },
  { code: 'P205', stage: 'review', text: '材料内容不一致，退回重新核实' },
  { code: 'P206', stage: 'review', text: '审查意见依据不充分，退回补充' },
  { code: 'P207', stage: 'review', text: '初审合格，报上级机关决定' },
  { code: 'P301', stage: 'decision', text: '准予许可' },
  { code: 'P302', stage: 'decision', text: '符合法定条件、标准，准予办理' },
  { code: 'P303', stage: 'decision', text: '不符合法定条件、标准，不予许可' },
  { code: 'P304', stage: 'decision', text: '不符合法定条件、标准，不予办理' },
  { code: 'P305', stage: 'decision', text: '情况复杂，不能在期限内作出决定，予以延期' },
  { code: 'P401', stage: 'procedure', text: '需要进行现场勘验' },
  { code: 'P402', stage: 'procedure', text: '需要组织专家评审' },
  { code: 'P403', stage: 'procedure', text: '需要依法举行听证' },
  { code: 'P404', stage: 'procedure', text: '特别程序结束，结果合格' },
  { code: 'P405', stage: 'procedure', text: '特别程序结束，结果不合格' },
  { code: 'P406', stage: 'procedure', text: '公示期满，无异议' },
  { code: 'P501', stage: 'issue', text: '申请人本人签收' },
  { code: 'P502', stage: 'issue', text: '代理人凭委托书签收' },
  { code: 'P503', stage: 'issue', text: '邮寄送达，凭物流签收' },
] as const satisfies readonly Phrase[];

const TEXTS: ReadonlyMap<string, string> = new Map(PHRASES.map(({ code, text }) => [code, text]));
const CODES: ReadonlyMap<string, string> = new Map(PHRASES.map(({ code, text }) => [text, code]));

/** A full stop or blanks around a standard opinion do not make it free text. */
const normalised = (text: string): string => text.trim().replace(/。$/, '');

/** Code of a standard opinion, none for free text. */
export const phraseCodeOf = (text: string): string | undefined => CODES.get(normalised(text));

/** Wording of a code, none for an unknown one. */
export const phraseTextOf = (code: string): string | undefined => TEXTS.get(code);
