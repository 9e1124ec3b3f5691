import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { z } from 'zod';
import { CaseView, type CaseApplication } from '../../shared/contracts/cases.ts';
import { Problem } from '../../shared/contracts/common.ts';
import { MatterItem, MatterView } from '../../shared/contracts/matter.ts';
import type { Answer, Identity, RequestOptions, Stack } from './stack.ts';

export const COUNTY = '411323';
export const TOWNSHIP = '411323101';

/** The synthetic person of DOMAIN_RULES 3.8; what must never stand in a log or a list. */
export const PERSON = {
  kind: 'person',
  name: '测试甲乙',
  idType: '111',
  idNo: '411323199001010016',
  phone: '13800000001',
} as const;
export const AGENT = {
  ...PERSON,
  name: '代办丙丁',
  idNo: '411323198511120026',
  phone: '13800000002',
} as const;
export const COMPANY = {
  kind: 'organisation',
  name: '测试有限公司',
  idType: '001',
  idNo: '91411323MA0000015C',
  phone: '13800000003',
} as const;

const Accounts = z.array(
  z.object({
    sub: z.string(),
    name: z.string(),
    tenant: z.string(),
    roles: z.array(z.string()),
    department: z.string().optional(),
    windows: z.array(z.string()).optional(),
  }),
);

/** An application as a caller writes it. */
type Application = z.input<typeof CaseApplication>;

/** The demo accounts, whose authorisations are recorded in every demo hall. */
const ACCOUNTS = Accounts.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '../../data/accounts.json'), 'utf8')),
);

/** An account of the hall by its main role (the n-th of them), and for the back office by its department. */
export const staff = (
  role: string,
  { tenant = COUNTY, department, nth = 0 }: { tenant?: string; department?: string; nth?: number } = {},
): Identity => {
  const found = ACCOUNTS.filter(
    (one) => one.tenant === tenant && one.roles[0] === role && one.department === department,
  )[nth];
  if (!found) throw new Error(`no account: ${role} ${tenant} ${department ?? ''} ${nth}`);
  const { department: own, windows, ...rest } = found;
  return {
    ...rest,
    ...(own === undefined ? {} : { department: own }),
    ...(windows === undefined ? {} : { windows }),
  };
};

export const accountOf = (sub: string): Identity => {
  const found = ACCOUNTS.find((one) => one.sub === sub);
  if (!found) throw new Error(`no account: ${sub}`);
  return found as Identity;
};

/** Repeats until it holds: views follow the log, they do not wait for it. */
export const eventually = async <Value>(
  attempt: () => Promise<Value>,
  timeoutMs = 10_000,
): Promise<Value> => {
  const end = performance.now() + timeoutMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
};

const MatterPage = z.object({ items: z.array(MatterItem), next: z.string().optional() });

/** An emulator of Lambda starts a process for each request under way. */
const READS_AT_ONCE = 8;

/** Everything the hall's catalogue says, by the interface. */
export const catalogue = async (stack: Stack, tenant = COUNTY): Promise<readonly MatterView[]> => {
  const items: MatterItem[] = [];
  let cursor = '';
  do {
    const { body } = await stack.api('GET', `/v1/${tenant}/matters?limit=200${cursor}`);
    const page = MatterPage.parse(body);
    items.push(...page.items);
    cursor = page.next === undefined ? '' : `&cursor=${encodeURIComponent(page.next)}`;
  } while (cursor !== '');
  const matters: MatterView[] = [];
  for (let start = 0; start < items.length; start += READS_AT_ONCE) {
    const read = async ({ code }: MatterItem): Promise<MatterView> =>
      MatterView.parse((await stack.api('GET', `/v1/${tenant}/matters/${code}`)).body);
    matters.push(...(await Promise.all(items.slice(start, start + READS_AT_ONCE).map(read))));
  }
  return matters;
};

const provided = ({ materials }: MatterView): Application['materials'] =>
  materials.filter(({ required }) => required).map(({ name }) => ({ name, provided: true }));

type Change = Partial<Omit<Application, 'materials'>> & {
  readonly materials?: Application['materials'];
};

/** A complete application at the counter, by a person or, where the matter is for organisations alone, a company. */
export const applicationFor = (matter: MatterView, change: Change = {}): Application => ({
  matter: matter.code,
  applicant: matter.audience.includes('个人') ? PERSON : COMPANY,
  form: { 备注: '测试用表' },
  materials: provided(matter),
  channel: 'window',
  ...change,
});

/** Calls in one hall, as somebody. */
export const hallOf = (stack: Stack, tenant = COUNTY) => {
  const call = async (
    who: Identity,
    method: string,
    path: string,
    options: RequestOptions = {},
  ): Promise<Answer> =>
    stack.api(method, `/v1/${tenant}${path}`, { token: await stack.token(who), ...options });
  const get = (who: Identity, path: string) => call(who, 'GET', path);
  const post = (who: Identity, path: string, body: unknown = {}, options: RequestOptions = {}) =>
    call(who, 'POST', path, { ...options, body });
  return {
    get,
    post,
    /** An application that must be taken. */
    apply: async (who: Identity, application: Application): Promise<CaseView> => {
      const answer = await post(who, '/cases', application);
      expect(answer.status, answer.text).toBe(201);
      return CaseView.parse(answer.body);
    },
    /** An act that must be done. */
    act: async (who: Identity, caseNo: string, act: string, body: unknown = {}): Promise<CaseView> => {
      const answer = await post(who, `/cases/${caseNo}/${act}`, body);
      expect(answer.status, `${act}: ${answer.text}`).toBe(200);
      return CaseView.parse(answer.body);
    },
    /** An act that a rule must refuse: its problem. */
    refused: async (who: Identity, caseNo: string, act: string, body: unknown = {}): Promise<Problem> =>
      problemOf(await post(who, `/cases/${caseNo}/${act}`, body)),
    document: async (who: Identity, caseNo: string, kind: string): Promise<string> => {
      const answer = await get(who, `/cases/${caseNo}/documents/${kind}`);
      expect(answer.status, `${kind}: ${answer.text}`).toBe(200);
      expect(answer.headers.get('content-type')).toContain('text/html');
      return answer.text;
    },
    upload: async (who: Identity, name: string, content: Buffer): Promise<string> => {
      const sha256 = createHash('sha256').update(content).digest('hex');
      const answer = await post(who, '/files', {
        name,
        type: 'application/pdf',
        size: content.length,
        sha256,
      });
      expect(answer.status, answer.text).toBe(201);
      const { id, upload } = Ticket.parse(answer.body);
      const stored = await fetch(upload.url, {
        method: upload.method,
        headers: upload.headers,
        body: new Uint8Array(content),
      });
      expect(stored.status).toBe(200);
      return id;
    },
  };
};
export type HallCalls = ReturnType<typeof hallOf>;

const Ticket = z.object({
  id: z.string(),
  upload: z.object({ url: z.string(), method: z.string(), headers: z.record(z.string(), z.string()) }),
});

/** A refusal, as the contract shapes it. */
export const problemOf = ({ status, body, headers, text }: Answer): Problem => {
  expect(headers.get('content-type'), text).toContain('application/problem+json');
  const problem = Problem.parse(body);
  expect(problem.status).toBe(status);
  return problem;
};
