import type { Day } from '../../kernel/instant.ts';
import { ok, refuse, type Refusal, type Result } from '../../kernel/result.ts';
import type { Posting } from './posting.ts';
import { isPosted, isTrained } from './staff.ts';

/** What is to be served at a window: as somebody asked for it or, without that, as usual there. */
export interface DutyAsked {
  readonly services?: readonly string[];
  readonly usual: readonly string[];
}

export type DutyRefusal = Refusal<'not-posted' | 'not-trained' | 'not-skilled'>;

const notSkilled = (errors: readonly { path: string; message: string }[] = []) =>
  refuse('not-skilled', '不具备办理这些服务的技能', [...errors]);

/** E38: why somebody may not work alone on that day, if there is a reason. */
export const unfitOn = ({ member, training }: Posting, day: Day) => {
  if (!member || !isPosted(member, day)) return refuse('not-posted', '没有在期的派驻登记，不能独立上岗');
  if (!isTrained(training, day)) return refuse('not-trained', '尚未完成岗前培训，不能独立上岗');
  return undefined;
};

/**
 * E38: what somebody may serve alone at a window on that day. Of the window's usual services he or she is given those
 * that he or she is able to serve; whatever is asked for by name must be among these.
 */
export const dutyOn = (
  posting: Posting,
  day: Day,
  { services: asked, usual }: DutyAsked,
): Result<readonly string[], DutyRefusal> => {
  const unfit = unfitOn(posting, day);
  if (unfit) return unfit;
  const able = posting.member?.services;
  if (!able) return ok(asked ?? usual);
  const beyond = (asked ?? []).flatMap((code, index) =>
    able.includes(code) ? [] : [{ path: `services.${index}`, message: '未登记这项服务的技能' }],
  );
  if (beyond.length > 0) return notSkilled(beyond);
  const served = (asked ?? usual).filter((code) => able.includes(code));
  return served.length > 0 ? ok(served) : notSkilled();
};
