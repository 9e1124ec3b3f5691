import { expect } from 'vitest';
import { z } from 'zod';
import { MatterItem, MatterView } from '../../shared/contracts/matter.ts';
import type { Role } from '../../shared/kernel/actor.ts';
import { bearerOf, type InProcess } from './in-process.ts';

/** The demo county of the in-process tests. */
export const HALL = '411323';

export const SYNTHETIC_PERSON = {
  kind: 'person',
  name: '测试甲乙',
  idType: '111',
  idNo: '411323199001010016',
  phone: '13800000001',
  address: '西峡县测试路1号',
} as const;

/** Somebody with a role; the chief of a department is the one whose letter the demo hall has recorded. */
export const somebody = (sub: string, role: Role, department?: string) =>
  bearerOf({ sub, name: `${sub}姓名`, tenant: HALL, roles: [role], ...(department ? { department } : {}) });

export interface Answered {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly text: string;
  readonly headers: Headers;
}

const Page = z.object({ items: z.array(MatterItem) });

/** Calls in a hall, by default the demo county, without a server. */
export const walkerOf = ({ app }: Pick<InProcess, 'app'>, hall = HALL) => {
  const call = async (
    bearer: string,
    method: string,
    path: string,
    body?: unknown,
    headers = {},
  ): Promise<Answered> => {
    const response = await app.request(`/v1/${hall}${path}`, {
      method,
      headers: { authorization: bearer, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: response.status,
      body: (isJson ? JSON.parse(text) : {}) as Record<string, unknown>,
      text,
      headers: response.headers,
    };
  };
  const matterWhere = async (holds: (item: MatterItem) => boolean): Promise<MatterView> => {
    const { items } = Page.parse((await call('', 'GET', '/matters?limit=200')).body);
    const found = items.find(holds);
    if (!found) throw new Error('no such matter');
    return MatterView.parse((await call('', 'GET', `/matters/${found.code}`)).body);
  };
  const applicationFor = ({ code, materials }: MatterView, applicant: object = SYNTHETIC_PERSON) => ({
    matter: code,
    applicant,
    form: { 备注: '测试' },
    materials: materials.filter(({ required }) => required).map(({ name }) => ({ name, provided: true })),
    channel: 'window',
  });
  const must = async (status: number, ...args: Parameters<typeof call>): Promise<Answered> => {
    const answer = await call(...args);
    expect(answer.status, `${args[1]} ${args[2]}: ${answer.text}`).toBe(status);
    return answer;
  };
  return { call, must, matterWhere, applicationFor };
};
export type Walker = ReturnType<typeof walkerOf>;
