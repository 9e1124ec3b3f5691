import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../../../shared/kernel/instant.ts';
import { checkMaterials } from './archive-list.ts';
import { DOCUMENT_KINDS } from './document-data.ts';
import type { DocumentData } from './document-data.ts';
import { renderDocument } from './render-document.ts';
import { AGENT, SAMPLES } from './sample-documents.ts';
import { D28_TITLES, dayText, maskedIdNo, maskedPhone, momentText, titleOf } from './wording.ts';

/** What a reader sees: tags, style and the breaks of the source are gone. */
const textOf = (page: string): string =>
  page
    .replace(/<style>[\s\S]*?<\/style>/gu, '')
    .replace(/<[^>]*>/gu, '')
    .replace(/\s+/gu, '');

const render = async (data: DocumentData): Promise<string> => textOf(await renderDocument(data));

const expectAll = (text: string, parts: readonly string[]): void => {
  for (const part of parts) expect(text).toContain(part.replace(/\s+/gu, ''));
};

const serviceMatter = {
  name: '失业保险金申领',
  code: '1141132300600001X14412099806003',
  type: '公共服务',
  legalBasis: ['社会保险法第五十条'],
};

describe('every document', () => {
  it.each(DOCUMENT_KINDS)(
    '%s has the common head and tail (5.1) and needs nothing from outside',
    async (kind) => {
      const data = SAMPLES[kind];
      const page = await renderDocument(data);
      expectAll(textOf(page), [
        data.agency.name,
        titleOf(data),
        data.number,
        data.caseNo,
        data.applicant.name,
        data.matter.name,
        data.matter.code,
        '2026年11月23日',
        data.hall.complaintPhone,
        data.handler.name,
        '一式',
      ]);
      expect(page).toMatch(/^<!doctype html>/u);
      expect(page).toContain('<html lang="zh-CN">');
      expect(page).toContain('<svg');
      expect(page).not.toMatch(/<script|<link|<img|<iframe|\ssrc=|\shref=|\son[a-z]+=|url\(|@import/iu);
      expect(page).not.toMatch(/undefined|\[object|NaN|\$\{/u);
      expect(page).not.toContain(data.trackingUrl);
    },
  );

  it.each(DOCUMENT_KINDS.filter((kind) => kind !== 'entrustment'))(
    'D35: %s shows the place and the exact wording of the seal',
    async (kind) => {
      expectAll(await render(SAMPLES[kind]), ['（印章）', '西峡县市场监督管理局行政审批专用章']);
    },
  );

  it.each(DOCUMENT_KINDS)('9.2: %s never shows a full identity number or phone of a person', async (kind) => {
    const applicant = { ...SAMPLES[kind].applicant, idNo: '411323199001010016', phone: '13800001234' };
    const agent = { ...AGENT, idNo: '41132319900101018X', phone: '13900005678' };
    const page = await renderDocument({ ...SAMPLES[kind], applicant, agent });
    expect(page).not.toMatch(/411323199001010016|41132319900101018X|13800001234|13900005678/u);
    expect(page).toContain('411323********0016');
  });

  it('shows the code of an organisation, which is public, in full (9.2)', async () => {
    const applicant = {
      kind: 'organisation',
      name: '西峡县仲景食品有限公司',
      idTypeName: '统一社会信用代码',
      idNo: '91411323MA0000015C',
    } as const;
    expectAll(await render({ ...SAMPLES.acceptance, applicant }), ['91411323MA0000015C', '你单位于']);
  });

  it('names agent and proof of identity where there is an agent', async () => {
    expectAll(await render({ ...SAMPLES.receipt, agent: AGENT }), ['代理人', '王秀英', '411323********0026']);
  });
});

const FIXED = new Set(['kind', 'method', 'way', 'part', 'outcome', 'type', 'trackingUrl', 'evaluationUrl']);
const DATE = /^\d{4}-\d{2}-\d{2}/u;

/** The same data with every free string replaced. */
const withText = (value: unknown, text: string, key = ''): unknown => {
  if (Array.isArray(value)) return value.map((item) => withText(item, text));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, withText(item, text, name)]),
    );
  return typeof value === 'string' && !FIXED.has(key) && !DATE.test(value) ? text : value;
};

const tagsOf = (page: string): string[] =>
  page.replace(/<style>[\s\S]*?<\/style>/gu, '').match(/<[^>]*>/gu) ?? [];

it('no text that somebody wrote opens or closes a tag or an attribute', async () => {
  const hostile = fc.oneof(
    fc.constantFrom(
      '<script>alert(1)</script>',
      '"><img onerror=x>',
      "' onclick='x",
      '</style><b>',
      '&lt;b&gt;',
      '${x}',
    ),
    fc.string({ minLength: 1, unit: 'grapheme' }),
    fc.stringMatching(/^[<>&"'a-z/=]{1,12}$/u),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...DOCUMENT_KINDS), hostile, async (kind, text) => {
      // One line without outer space: a line of its own is a paragraph of its own by design.
      const line = `字${text.replace(/[\r\n]/gu, ' ')}字`;
      const benign = await renderDocument(withText(SAMPLES[kind], '字') as DocumentData);
      const page = await renderDocument(withText(SAMPLES[kind], line) as DocumentData);
      expect(tagsOf(page)).toEqual(tagsOf(benign));
    }),
  );
});

describe('intake', () => {
  it('5.2 收件凭证: lists what was taken, when and by whom, and when the hall answers', async () => {
    const text = await render(SAMPLES.receipt);
    expectAll(text, [
      '收件凭证',
      '2026年11月23日 09:30',
      '收件人李敏',
      '2026年11月30日前',
      '共5项',
      '复印件',
    ]);
  });

  it('第32条: the notice of acceptance tells both limits, the day of decision and the law', async () => {
    const text = await render(SAMPLES.acceptance);
    expectAll(text, [
      '第三十二条第一款第五项',
      '8个工作日',
      '2026年12月3日',
      '20个工作日',
      '2026年12月21日',
      '138****1234',
    ]);
    expectAll(text, ['签收人', '签收时间']);
  });

  it('第32条 第四项: a deemed acceptance says so and counts from the receipt', async () => {
    const text = await render({
      ...SAMPLES.acceptance,
      deemed: true,
      acceptedAt: SAMPLES.acceptance.receivedAt,
    });
    expectAll(text, [
      '第三十二条第一款第四项',
      '自收到申请材料之日起即为受理',
      '受理时间为2026年11月23日09:30',
    ]);
  });

  it('tells a matter without a statutory limit by its last day, and a promise of zero days as the same day', async () => {
    const text = await render({ ...SAMPLES.acceptance, promisedDays: 0, statutoryDays: null });
    expectAll(text, ['承诺当日办结', '最迟于2026年12月21日前作出']);
    expect(text).not.toContain('0个工作日内');
  });

  it('D28: the hall names its forms 业务受理通知单 and 材料补齐一次性告知书', async () => {
    const hall = { ...SAMPLES.acceptance.hall, titles: D28_TITLES };
    expectAll(await render({ ...SAMPLES.acceptance, hall }), ['业务受理通知单']);
    expectAll(await render({ ...SAMPLES.supplement, hall }), ['材料补齐一次性告知书']);
  });

  it('C15: 一次性告知清单 lists all items at once, their form, the day and what follows', async () => {
    const items = Array.from({ length: 30 }, (_, index) => ({
      name: `材料${String(index + 1)}号`,
      requirement: `要求${String(index + 1)}号`,
    }));
    const text = await render({ ...SAMPLES.supplement, items });
    for (const { name, requirement } of items) expectAll(text, [name, requirement]);
    expectAll(text, ['一次告知', '共30项', '2026年12月14日', '视为撤回本次申请', '不再要求补正其他材料']);
  });

  it('第32条 第二项: a refusal to accept names the competent agency, the reason and the remedies', async () => {
    const text = await render(SAMPLES.decline);
    expectAll(text, [
      '第三十二条第一款第二项',
      '内乡县市场监督管理局',
      '不属于本机关职权范围',
      '西峡县人民政府',
      '西峡县人民法院',
    ]);
  });

  it('第32条 第一项: no agency is named where no licence is needed', async () => {
    const { competentAgency, ...data } = SAMPLES.decline;
    const text = await render({ ...data, reason: '该活动依法不需要取得行政许可。' });
    expect(text).toContain('第三十二条第一款第一项');
    expect(text).not.toContain(competentAgency ?? '');
  });

  it('E33: 容缺受理 tells what is owed and by when, and carries the letter to sign, in two copies', async () => {
    const text = await render(SAMPLES.deferral);
    expectAll(text, [
      '从业人员健康证明',
      '2026年12月1日',
      '作出决定前补齐',
      '视为撤回',
      '一式两份',
      '容缺受理承诺书',
      '承诺人（签名）',
    ]);
  });
});

describe('decision', () => {
  it('第38条: an approval tells content, conditions, validity, basis and the day of delivery', async () => {
    const text = await render(SAMPLES.approval);
    expectAll(text, [
      '准予行政许可决定书',
      '食品安全法第三十五条',
      '第三十八条第一款',
      '热食类食品制售',
      '一、从业人员',
    ]);
    expectAll(text, ['食品经营许可证', 'JY24113230000018', '5年', '2026年12月7日前']);
  });

  it('第38条: a refusal tells its reasons and the rights to reconsideration and lawsuit', async () => {
    const text = await render(SAMPLES.refusal);
    expectAll(text, [
      '不予行政许可决定书',
      '食品处理区面积与申报面积不符',
      '未设置独立的冷食制作专间',
      '第三十八条第二款',
    ]);
    expectAll(text, ['60日内向西峡县人民政府申请行政复议', '6个月内依法向西峡县人民法院提起行政诉讼']);
  });

  it('calls what is no licence by no licence, and rests it on its own law', async () => {
    for (const kind of ['acceptance', 'decline', 'approval', 'refusal', 'extension', 'completion'] as const) {
      const text = await render({ ...SAMPLES[kind], matter: serviceMatter });
      expect(text).not.toContain('行政许可法');
      expect(text).not.toContain('准予行政许可');
    }
    const matter = serviceMatter;
    expectAll(await render({ ...SAMPLES.approval, matter }), [
      '办理结果通知书',
      '准予办理',
      '社会保险法第五十条',
    ]);
    expect(titleOf({ ...SAMPLES.refusal, matter: { ...matter, type: '行政给付' } })).toBe(
      '不予行政给付决定书',
    );
    expect(titleOf({ ...SAMPLES.approval, matter: { ...matter, type: '行政确认' } })).toBe('行政确认决定书');
  });

  it('第42条: an extension tells old and new day, the reason and who approved it', async () => {
    const text = await render(SAMPLES.extension);
    expectAll(text, [
      '第四十二条',
      '局长赵建国批准',
      '10个工作日',
      '2026年12月21日',
      '2027年1月5日',
      '只延长一次',
      '两个街道',
    ]);
  });

  it('第45条: a special procedure tells its time in writing, and whether the time counts', async () => {
    expectAll(await render(SAMPLES.procedure), [
      '专家评审',
      '15个工作日',
      '2026年11月24日',
      '2026年12月15日',
      '不计算在办理期限内',
    ]);
    const counted = await render({ ...SAMPLES.procedure, procedure: '现场勘验', stopsClock: false });
    expectAll(counted, ['所需时间计算在办理期限内']);
  });
});

describe('letters of the applicant', () => {
  it('第34条: 告知承诺书 tells conditions, liability and check, and is signed by the applicant', async () => {
    const text = await render(SAMPLES.commitment);
    expectAll(text, [
      '行政机关告知',
      '申请人承诺',
      '合理的设备布局',
      '三十日内现场核查',
      '依法撤销决定',
      '承诺人（签名）',
    ]);
  });

  it('C53: an entrustment names both parties, the scope and the period, and is signed by both', async () => {
    const text = await render(SAMPLES.entrustment);
    expectAll(text, ['张三丰', '王秀英', '411323********0026', '一、代为提出申请', '二、代为签收']);
    expectAll(text, ['自2026年11月23日起至2027年2月22日止', '受托人（签名）', '申请人（签名）']);
  });
});

describe('closing', () => {
  it('5.2 送达回证: tells what was delivered, how and where, and leaves lines to sign', async () => {
    expectAll(await render(SAMPLES.delivery), [
      '西市监准〔2026〕12号',
      '当场送达',
      '出件窗口',
      '收件人签名',
      '送达人签名',
    ]);
  });

  it('5.2 送达回证: what was signed on the screen has its place on the paper, which loads nothing itself', async () => {
    const page = await renderDocument({ ...SAMPLES.delivery, signature: 'file-9' });
    expect(page).toContain('data-file="file-9"');
    expect(page).not.toMatch(/<img|\ssrc=/iu);
  });

  it('5.2 送达回证: 留置 names two deliverers, the refusal and the witness', async () => {
    const way = {
      method: 'left',
      servers: ['李敏', '陈涛'],
      refusal: '拒绝签收',
      witness: '社区工作人员周强',
    } as const;
    expectAll(await render({ ...SAMPLES.delivery, way }), [
      '留置送达',
      '李敏、陈涛',
      '拒绝签收（见证人：社区工作人员周强）',
    ]);
  });

  it('5.2 送达回证: post and time of receipt are printed when known', async () => {
    const way = { method: 'post', servers: ['李敏'], tracking: 'EMS1234567890CN' } as const;
    const deliveredAt = '2026-12-03T16:30:00.000Z' as Instant;
    expectAll(await render({ ...SAMPLES.delivery, way, deliveredAt }), [
      'EMS1234567890CN',
      '2026年12月4日 00:30',
    ]);
  });

  it('5.2 办结通知: tells result, place and code to fetch it, and asks for the evaluation', async () => {
    const page = await renderDocument(SAMPLES.completion);
    expectAll(textOf(page), ['准予行政许可', 'JY24113230000018', '836251', '2027年1月4日前', '好差评']);
    expect(page.match(/<svg/gu)).toHaveLength(2);
  });

  it('tells a withdrawal by the applicant from one by lapse', async () => {
    expectAll(await render(SAMPLES.withdrawal), ['根据你的撤回要求', '经营地址变更']);
    const lapsed = await render({ ...SAMPLES.withdrawal, lapsed: true, returned: [] });
    expectAll(lapsed, ['逾期未补齐', '视为撤回', '无需退还的材料']);
    expect(lapsed).not.toContain('撤回要求');
  });

  it('第35条: a case goes up with opinion and all materials, and nothing is asked for twice', async () => {
    const text = await render(SAMPLES.forwarding);
    expectAll(text, [
      '南阳市市场监督管理局',
      '第三十五条、第四十三条',
      '建议准予许可',
      '无需重复提供',
      '接收人（签名）',
    ]);
    for (const { name } of SAMPLES.forwarding.materials) expectAll(text, [name]);
  });
});

describe('archive', () => {
  it('C54: one case is filed in main and side volumes, each with its index', async () => {
    expectAll(await render(SAMPLES.archive), [
      '第1卷正卷共3件5页',
      '第2卷副卷（不对外提供查阅）共1件2页',
      '2-4',
      '审查意见',
    ]);
  });

  it('C51: the material list equals the list of the version', async () => {
    expect(checkMaterials(SAMPLES.archive).every(({ state }) => state === '一致')).toBe(true);
    expectAll(await render(SAMPLES.archive), ['办事指南第3版材料清单一致']);
  });

  it('C51: what is missing or not on the list is told', async () => {
    const [first, second] = SAMPLES.archive.filed;
    const data = { ...SAMPLES.archive, filed: [first!, second!, { name: '另附说明' }] };
    expect(checkMaterials(data).map(({ state }) => state)).toEqual([
      '一致',
      '一致',
      '缺',
      '缺',
      '缺',
      '清单外',
    ]);
    expectAll(await render(data), ['不一致：缺3项，清单外1项']);
  });

  it('C52: the file shows the certificates of those who acted', async () => {
    expectAll(await render(SAMPLES.archive), ['赵建国', '首席代表', '豫R-0007']);
  });

  it('C53: an agent without an entrustment letter is told as a gap', async () => {
    const { entrustment, ...data } = SAMPLES.archive;
    expectAll(await render(SAMPLES.archive), [entrustment ?? '']);
    expectAll(await render(data), ['缺：有代理人而无委托书']);
    const { agent, ...own } = data;
    expect(agent?.name).toBe('王秀英');
    expectAll(await render(own), ['申请人本人办理，无委托']);
  });
});

describe('wording', () => {
  it('prints numbers and dates as GB/T 9704-2012 has them', () => {
    expect(dayText(SAMPLES.procedure.decisionDue)).toBe('2027年1月13日');
    expect(momentText('2026-11-22T16:05:00.000Z' as Instant)).toBe('2026年11月23日 00:05');
  });

  it('masks what comes unmasked and keeps what is masked', () => {
    const party = { ...AGENT, idNo: '11010519491231002X' };
    expect(maskedIdNo(party)).toBe('110105********002X');
    expect(maskedIdNo({ ...party, idNo: '1****X' })).toBe('1****X');
    expect(maskedIdNo({ ...party, idNo: 'E12345678' })).not.toContain('E12345678');
    expect(maskedPhone('13800001234')).toBe('138****1234');
  });
});
