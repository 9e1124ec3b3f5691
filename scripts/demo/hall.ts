import { CaseView } from '../../shared/contracts/cases.ts';
import { MatterView } from '../../shared/contracts/matter.ts';
import { z } from 'zod';
import type { Account } from '../../infra/local/accounts.ts';
import { loadAccounts } from '../../infra/local/accounts.ts';
import type { RequestOptions, Stack } from '../../test/support/stack.ts';

export const HALL = '411323';

/** The hall answered something that the day's plan did not foresee. */
export class UnexpectedAnswerError extends Error {
  override readonly name = 'UnexpectedAnswerError';
}

export interface Office {
  readonly reviewer: Account;
  readonly verifier: Account;
  readonly chief: Account;
}

const Page = z.object({ items: z.array(z.object({ code: z.string() })), next: z.string().optional() });

/** The hall as its people use it: by HTTP, each under their own account. */
export class Hall {
  readonly #stack: Stack;
  readonly #accounts = loadAccounts().filter(({ tenant }) => tenant === HALL);
  requests = 0;

  constructor(stack: Stack) {
    this.#stack = stack;
  }

  /** The n-th of those whose first role it is, going round. */
  worker(role: string, n = 0): Account {
    const all = this.#accounts.filter(({ roles }) => roles[0] === role);
    const found = all[n % all.length];
    if (!found) throw new Error(`no account with the role ${role}`);
    return found;
  }

  account(sub: string): Account {
    const found = this.#accounts.find((account) => account.sub === sub);
    if (!found) throw new Error(`no account ${sub}`);
    return found;
  }

  office(department: string): Office {
    const own = this.#accounts.filter((account) => account.department === department);
    const [reviewer, verifier] = own.filter(({ roles }) => roles.includes('reviewer'));
    const chief = own.find(({ roles }) => roles.includes('chief'));
    if (!reviewer || !verifier || !chief) throw new Error(`${department} has no reviewer, verifier or chief`);
    return { reviewer, verifier, chief };
  }

  async #call(method: string, path: string, who: Account | undefined, body?: unknown): Promise<unknown> {
    const options: RequestOptions = {
      ...(body === undefined ? {} : { body }),
      ...(who === undefined ? {} : { token: await this.#stack.token(identityOf(who)) }),
    };
    this.requests += 1;
    const answer = await this.#stack.api(method, `/v1/${HALL}${path}`, options);
    if (answer.status < 300) return answer.body;
    throw new UnexpectedAnswerError(`${method} ${path}: ${answer.status} ${answer.text}`);
  }

  get(path: string, who?: Account): Promise<unknown> {
    return this.#call('GET', path, who);
  }

  post(path: string, who: Account, body: unknown = {}): Promise<unknown> {
    return this.#call('POST', path, who, body);
  }

  async act(caseNo: string, act: string, who: Account, body: unknown = {}): Promise<CaseView> {
    return CaseView.parse(await this.post(`/cases/${caseNo}/${act}`, who, body));
  }

  /** Every matter of the catalogue with its guide. */
  async matters(): Promise<readonly MatterView[]> {
    const codes: string[] = [];
    let cursor: string | undefined = '';
    while (cursor !== undefined) {
      const page = Page.parse(
        await this.get(`/matters?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`),
      );
      codes.push(...page.items.map(({ code }) => code));
      cursor = page.next;
    }
    const matters: MatterView[] = [];
    for (const code of codes) matters.push(MatterView.parse(await this.get(`/matters/${code}`)));
    return matters;
  }
}

const identityOf = ({ sub, name, tenant, roles, department, windows }: Account) => ({
  sub,
  name,
  tenant,
  roles,
  ...(department === undefined ? {} : { department }),
  ...(windows === undefined ? {} : { windows }),
});
