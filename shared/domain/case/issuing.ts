import { dayOf } from '../../kernel/instant.ts';
import { ok } from '../../kernel/result.ts';
import type { CaseCommand } from './commands.ts';
import { badInput, type Decision, type InputError } from './refusals.ts';
import type { OpenedCase } from './state.ts';

type CommandOf<Type extends CaseCommand['type']> = Extract<CaseCommand, { type: Type }>;

/** 制证: what the matter's guide names as the result, with its validity and, unless the department has its own, a number. */
export const produce = (
  { number, validUntil, now }: CommandOf<'produce'>,
  { received }: OpenedCase,
): Decision => {
  if (validUntil !== undefined && validUntil < dayOf(now)) {
    return badInput([{ path: 'validUntil', message: '有效期不得早于今日' }]);
  }
  const { name, kind } = received.matter.result;
  return ok([
    {
      type: 'ResultProduced',
      data: {
        name,
        kind,
        number: number ?? `证字第${received.caseNo}号`,
        ...(validUntil !== undefined && { validUntil }),
      },
    },
  ]);
};

/** 送达回证: at the counter it is signed for, by post it has a tracking number; the locker's code is proof enough. */
const proofErrors = ({
  method,
  signedBy,
  signature,
  tracking,
}: CommandOf<'deliver'>): readonly InputError[] => {
  if (signature && method !== 'counter') return [{ path: 'signature', message: '只有窗口领取才当面签名' }];
  if (signature && signature.type !== 'image/png')
    return [{ path: 'signature', message: '签名须为 PNG 图片' }];
  if (method === 'counter' && !signedBy) return [{ path: 'signedBy', message: '窗口领取须签收' }];
  if (method === 'post' && !tracking?.trim()) return [{ path: 'tracking', message: '邮寄须填写快递单号' }];
  return [];
};

/** 送达, which closes the case. */
export const deliver = (command: CommandOf<'deliver'>): Decision => {
  const errors = proofErrors(command);
  if (errors.length > 0) return badInput(errors);
  const { method, signedBy, signature, tracking } = command;
  return ok([
    {
      type: 'ResultDelivered',
      data: {
        method,
        ...(signedBy && { signedBy }),
        ...(signature && { signature }),
        ...(tracking !== undefined && { tracking }),
      },
    },
    { type: 'CaseClosed', data: {} },
  ]);
};
