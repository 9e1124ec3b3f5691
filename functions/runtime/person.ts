import { z } from '@hono/zod-openapi';
import { Agent, Party } from '../../shared/contracts/cases.ts';
import type { Actor } from '../../shared/kernel/actor.ts';
import type { VaultRef } from '../../shared/kernel/ids.ts';
import { disclose } from '../../shared/ports/disclose.ts';
import { recordOf } from './claims.ts';
import type { Deps } from './deps.ts';
import { RefusedError } from './problems.ts';

export const PersonView = z
  .object({ applicant: Party, agent: Agent.nullable(), form: z.record(z.string(), z.unknown()) })
  .meta({ id: 'Person', description: '申请人、代理人与表单原文；每次查看都有记录' });
export type PersonView = z.infer<typeof PersonView>;

/**
 * Who applied and what was filled in, in full, for somebody who may see it; the reading is in the log.
 * @throws RefusedError `not-found` once the person was erased.
 */
export const showPerson = async (
  deps: Deps,
  actor: Actor,
  ref: VaultRef,
  purpose: string,
): Promise<PersonView> => {
  const reading = { reader: recordOf(actor), purpose, at: deps.clock.now() };
  const content = await disclose(deps, actor.tenant, ref, reading);
  if (content === undefined) throw new RefusedError({ code: 'not-found', message: '个人信息已依申请删除' });
  return PersonView.parse(content);
};
