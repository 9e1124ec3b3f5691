import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { CaseView, type CaseApplication } from '../../shared/contracts/cases.ts';
import { FileUpload } from '../../shared/contracts/files.ts';
import type { Day } from '../../shared/kernel/instant.ts';
import type { MatterView } from '../../shared/contracts/matter.ts';
import type { Hall } from './hall.ts';
import { company, person } from './people.ts';
import type { Visit } from './plan.ts';

type Application = z.input<typeof CaseApplication>;
type Materials = Application['materials'];

const PRIORITIES = ['old', 'disabled', 'pregnant', 'military', 'ill', 'weak'] as const;
/** The agents are other people than the applicants. */
const AGENTS_FROM = 5_000;

const required = ({ materials }: MatterView) => materials.filter((material) => material.required);
const all = (matter: MatterView): Materials => required(matter).map(({ name }) => ({ name, provided: true }));

const applicantOf = ({ matter, index }: Visit) =>
  matter.audience.includes('个人') ? person(index) : company(index);

/** 容缺: the first that may be deferred is promised for the last day on which it is of use. */
const withDeferred = (matter: MatterView, by: Day): Materials => {
  const late = required(matter).find(({ mayDefer }) => mayDefer)?.name;
  return required(matter).map(({ name }) =>
    name === late ? { name, provided: false, promise: { by } } : { name, provided: true },
  );
};

const materialsOf = ({ matter, story }: Visit, today: Day): Materials => {
  if (story === 'declined') return [];
  if (story === 'deferred') return withDeferred(matter, today);
  const isIncomplete = story === 'supplement' || story === 'awaits-supplement';
  return isIncomplete ? all(matter).slice(1) : all(matter);
};

/** One visitor, from the application to the end of his or her story. */
export class Walk {
  readonly #hall: Hall;
  readonly #visit: Visit;
  readonly #today: Day;

  constructor(hall: Hall, visit: Visit, today: Day) {
    this.#hall = hall;
    this.#visit = visit;
    this.#today = today;
  }

  get #clerk() {
    return this.#hall.worker('clerk', this.#visit.index);
  }

  async run(): Promise<CaseView> {
    const { story } = this.#visit;
    const received = await this.#apply();
    const { caseNo } = received;
    if (story === 'declined')
      return this.#act(caseNo, 'decline', this.#clerk, {
        reason: '不属于本机关职权范围，请向有关行政机关申请',
      });
    if (story === 'withdrawn')
      return this.#act(caseNo, 'withdraw', this.#clerk, { reason: '申请人自愿撤回申请' });
    const accepted = await this.#accept(received);
    if (accepted.status !== 'accepted' || story === 'waits') return accepted;
    const reviewed = await this.#office(caseNo);
    if (reviewed.status === 'in-procedure') return reviewed;
    if (story === 'deferred') await this.#bringDeferred(caseNo);
    return this.#conclude(caseNo);
  }

  async #act(
    caseNo: string,
    act: string,
    who: ReturnType<Hall['worker']>,
    body: unknown = {},
  ): Promise<CaseView> {
    return this.#hall.act(caseNo, act, who, body);
  }

  async #apply(): Promise<CaseView> {
    const { matter, story, index } = this.#visit;
    const isOnline = story === 'online';
    const application: Application = {
      matter: matter.code,
      applicant: applicantOf(this.#visit),
      form: { 申请事项: matter.name },
      materials: materialsOf(this.#visit, this.#today),
      channel: isOnline ? 'online' : 'window',
      ...(story === 'green' ? { priority: PRIORITIES[index % PRIORITIES.length] } : {}),
      ...(story === 'agent'
        ? { agent: { ...person(AGENTS_FROM + index), entrustment: await this.#entrustment() } }
        : {}),
    };
    const who = isOnline ? this.#hall.worker('citizen', index) : this.#clerk;
    return CaseView.parse(await this.#hall.post('/cases', who, application));
  }

  async #entrustment(): Promise<string> {
    const content = Buffer.from(`%PDF-1.7\n授权委托书 ${this.#visit.index}\n%%EOF\n`);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const spec = { name: '授权委托书.pdf', type: 'application/pdf', size: content.length, sha256 };
    const { id, upload } = FileUpload.parse(await this.#hall.post('/files', this.#clerk, spec));
    const { url, method, headers } = upload;
    const stored = await fetch(url, { method, headers, body: new Uint8Array(content) });
    if (!stored.ok) throw new Error(`upload refused: ${stored.status}`);
    return id;
  }

  /** At the counter a complete application was accepted at once. */
  async #accept(received: CaseView): Promise<CaseView> {
    const { caseNo, status, notice } = received;
    if (status !== 'received') return received;
    const missing = notice?.missing ?? [];
    if (missing.length > 0) {
      const asked = await this.#act(caseNo, 'request-supplement', this.#clerk, {
        items: missing.map((name) => ({ name })),
      });
      if (this.#visit.story === 'awaits-supplement') return asked;
      await this.#act(caseNo, 'supplement', this.#clerk, {
        materials: missing.map((name) => ({ name, provided: true })),
      });
    }
    return this.#act(caseNo, 'accept', this.#clerk);
  }

  async #office(caseNo: string): Promise<CaseView> {
    const { matter, story } = this.#visit;
    const { reviewer, verifier, chief } = this.#hall.office(matter.department);
    let state = await this.#act(caseNo, 'claim', matter.steps === '审核合一' ? chief : reviewer);
    if (story === 'extended')
      state = await this.#act(caseNo, 'extend', chief, {
        days: 5,
        reason: '情况复杂，不能在期限内作出决定，予以延期',
      });
    if (story === 'procedure' || story === 'awaits-procedure') state = await this.#procedure(caseNo);
    if (state.status === 'in-procedure' || matter.steps === '审核合一') return state;
    if (story === 'returned') {
      await this.#act(caseNo, 'review', reviewer, {
        result: 'return',
        opinion: '材料内容不一致，退回重新核实',
      });
    }
    state = await this.#act(caseNo, 'review', reviewer, {
      result: 'pass',
      opinion: '经核查，申请材料真实有效，建议通过',
    });
    if (matter.steps === '一审一核') return state;
    return this.#act(caseNo, 'verify', verifier, { result: 'pass', opinion: '同意' });
  }

  async #procedure(caseNo: string): Promise<CaseView> {
    const { matter, story } = this.#visit;
    const [procedure] = matter.specialProcedures;
    const { reviewer, chief } = this.#hall.office(matter.department);
    const who = matter.steps === '审核合一' ? chief : reviewer;
    if (!procedure) throw new Error(`${matter.name} has no special procedure`);
    const started = await this.#act(caseNo, 'start-procedure', who, {
      kind: procedure.kind,
      days: procedure.days,
    });
    if (story === 'awaits-procedure') return started;
    return this.#act(caseNo, 'finish-procedure', who, { result: '特别程序结束，结果合格' });
  }

  async #bringDeferred(caseNo: string): Promise<void> {
    const late = required(this.#visit.matter).find(({ mayDefer }) => mayDefer);
    if (late)
      await this.#act(caseNo, 'supplement', this.#clerk, {
        materials: [{ name: late.name, provided: true }],
      });
  }

  async #conclude(caseNo: string): Promise<CaseView> {
    const { matter, story, index } = this.#visit;
    const { chief } = this.#hall.office(matter.department);
    const issuer = this.#hall.worker('issuer', index);
    if (story === 'refused') {
      const reasons = '申请条件与法定条件、标准不符，详见审查意见';
      await this.#act(caseNo, 'decide', chief, {
        outcome: 'refused',
        opinion: '不符合法定条件、标准，不予办理',
        reasons,
      });
      return this.#act(caseNo, 'deliver', issuer, {
        method: 'post',
        tracking: `EMS${String(index).padStart(9, '0')}`,
      });
    }
    await this.#act(caseNo, 'decide', chief, {
      outcome: 'approved',
      opinion: '符合法定条件、标准，准予办理',
    });
    await this.#act(caseNo, 'produce', issuer, {});
    const { name } = applicantOf(this.#visit);
    return this.#act(
      caseNo,
      'deliver',
      issuer,
      index % 3 === 0 ? { method: 'locker' } : { method: 'counter', signedBy: name },
    );
  }
}
