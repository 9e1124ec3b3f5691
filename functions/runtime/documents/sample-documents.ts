import type { Day, Instant } from '../../../shared/kernel/instant.ts';
import type { DocumentBase, DocumentData, DocumentKind, DocumentMaterial } from './document-data.ts';

const day = (text: string): Day => text as Day;
const instant = (text: string): Instant => text as Instant;

/** A person's case at the hall of 西峡; numbers are the synthetic ones. */
export const PERSON: DocumentBase = {
  hall: {
    name: '西峡县政务服务中心',
    address: '西峡县世纪大道1号',
    phone: '0377-69680000',
    complaintPhone: '0377-69612345',
  },
  agency: {
    name: '西峡县市场监督管理局',
    seal: '西峡县市场监督管理局行政审批专用章',
  },
  number: '西政务受字〔2026〕1123000012号',
  issuedOn: day('2026-11-23'),
  caseNo: '411323202611230001',
  matter: {
    name: '食品经营许可证核发',
    code: '1141132300600001X14410112345000',
    type: '行政许可',
    legalBasis: ['食品安全法第三十五条', '食品经营许可和备案管理办法'],
  },
  applicant: {
    kind: 'person',
    name: '张三丰',
    idTypeName: '居民身份证',
    idNo: '411323********0016',
    phone: '138****1234',
  },
  handler: { name: '李敏', phone: '0377-69680011' },
  trackingUrl: 'https://example.invalid/411323/cases/411323202611230001?code=7Q2K9M',
};

export const AGENT = {
  kind: 'person',
  name: '王秀英',
  idTypeName: '居民身份证',
  idNo: '411323********0026',
  phone: '139****5678',
} as const;

const MATERIALS: readonly DocumentMaterial[] = [
  { name: '食品经营许可申请书', form: '申请表' },
  { name: '营业执照或者其他主体资格证明文件', form: '复印件' },
  { name: '与食品经营相适应的主要设备设施、经营布局、操作流程等文件', form: '原件', copies: 2 },
  { name: '食品安全自查、从业人员健康管理、进货查验记录等保证食品安全的规章制度', form: '复印件' },
  { name: '从业人员健康证明', form: '电子', note: '电子证照共享' },
];

const REMEDIES = { reconsideration: '西峡县人民政府', court: '西峡县人民法院' };
const RECEIVED = instant('2026-11-23T01:30:00.000Z');
const ACCEPTED = instant('2026-11-23T02:05:00.000Z');

/** One usual document of each kind. */
export const SAMPLES: { readonly [Kind in DocumentKind]: Extract<DocumentData, { kind: Kind }> } = {
  receipt: {
    ...PERSON,
    kind: 'receipt',
    receivedAt: RECEIVED,
    materials: MATERIALS,
    noticeDue: day('2026-11-30'),
  },
  acceptance: {
    ...PERSON,
    kind: 'acceptance',
    receivedAt: RECEIVED,
    acceptedAt: ACCEPTED,
    deemed: false,
    materials: MATERIALS,
    promisedDays: 8,
    promisedDue: day('2026-12-03'),
    statutoryDays: 20,
    statutoryDue: day('2026-12-21'),
  },
  supplement: {
    ...PERSON,
    kind: 'supplement',
    receivedAt: RECEIVED,
    items: [
      { name: '从业人员健康证明', requirement: '每名从业人员一份，在有效期内', note: '已提交的一份过期' },
      { name: '经营场所平面布局图', requirement: '原件，A4幅面，标明面积和功能分区' },
      { name: '食品安全管理制度', requirement: '复印件，加盖公章' },
    ],
    due: day('2026-12-14'),
  },
  decline: {
    ...PERSON,
    kind: 'decline',
    receivedAt: RECEIVED,
    reason: '经营场所位于内乡县，不属于本机关职权范围。',
    competentAgency: '内乡县市场监督管理局',
    remedies: REMEDIES,
  },
  approval: {
    ...PERSON,
    kind: 'approval',
    acceptedAt: ACCEPTED,
    content: '准许在西峡县白羽路18号从事餐饮服务经营，经营项目为热食类食品制售、冷食类食品制售。',
    conditions: ['从业人员持有效健康证明上岗。', '经营项目变化的，在变化后十个工作日内申请变更。'],
    result: { name: '食品经营许可证', number: 'JY24113230000018', validity: '5年' },
    deliveryDue: day('2026-12-07'),
    remedies: REMEDIES,
  },
  refusal: {
    ...PERSON,
    kind: 'refusal',
    acceptedAt: ACCEPTED,
    reasons: '现场核查时，食品处理区面积与申报面积不符。\n未设置独立的冷食制作专间。',
    remedies: REMEDIES,
  },
  extension: {
    ...PERSON,
    kind: 'extension',
    acceptedAt: ACCEPTED,
    days: 10,
    reason: '申请人的经营场所跨两个街道，需会同有关部门核实。',
    approver: '局长赵建国',
    previousDue: day('2026-12-21'),
    newDue: day('2027-01-05'),
  },
  procedure: {
    ...PERSON,
    kind: 'procedure',
    acceptedAt: ACCEPTED,
    procedure: '专家评审',
    days: 15,
    startedOn: day('2026-11-24'),
    due: day('2026-12-15'),
    stopsClock: true,
    decisionDue: day('2027-01-13'),
  },
  deferral: {
    ...PERSON,
    kind: 'deferral',
    acceptedAt: ACCEPTED,
    deferred: [{ name: '从业人员健康证明', form: '电子', by: day('2026-12-01') }],
    promisedDays: 8,
    promisedDue: day('2026-12-03'),
  },
  commitment: {
    ...PERSON,
    kind: 'commitment',
    conditions: [
      '具有与经营的食品品种、数量相适应的场所。',
      '具有合理的设备布局和工艺流程。',
      '有专职或者兼职的食品安全管理人员。',
    ],
    promises: ['在取得许可后三十日内接受现场核查。'],
    checkPlan: '作出决定后三十日内现场核查',
  },
  entrustment: {
    ...PERSON,
    kind: 'entrustment',
    agent: AGENT,
    scope: ['代为提出申请、提交和补正材料。', '代为签收有关文书和办理结果。'],
    from: day('2026-11-23'),
    until: day('2027-02-22'),
  },
  delivery: {
    ...PERSON,
    kind: 'delivery',
    documents: [
      { name: '准予行政许可决定书', number: '西市监准〔2026〕12号' },
      { name: '食品经营许可证', number: 'JY24113230000018', copies: 2 },
    ],
    place: '西峡县政务服务中心出件窗口',
    way: { method: 'counter', servers: ['李敏'] },
  },
  completion: {
    ...PERSON,
    kind: 'completion',
    outcome: 'approved',
    closedAt: instant('2026-12-02T08:20:00.000Z'),
    result: { name: '食品经营许可证', number: 'JY24113230000018', validUntil: day('2031-12-01') },
    pickUp: {
      way: 'counter',
      place: '西峡县政务服务中心一楼出件窗口',
      code: '836251',
      until: day('2027-01-04'),
    },
    evaluationUrl: 'https://example.invalid/411323/evaluations/411323202611230001?code=7Q2K9M',
  },
  withdrawal: {
    ...PERSON,
    kind: 'withdrawal',
    receivedAt: RECEIVED,
    withdrawnAt: instant('2026-11-25T03:00:00.000Z'),
    lapsed: false,
    reason: '经营地址变更，另行申请。',
    returned: MATERIALS.slice(0, 2),
  },
  forwarding: {
    ...PERSON,
    kind: 'forwarding',
    acceptedAt: ACCEPTED,
    upperAgency: '南阳市市场监督管理局',
    opinion: '申请材料齐全，经现场核查符合条件，建议准予许可。',
    materials: MATERIALS,
    statutoryDue: day('2026-12-21'),
  },
  archive: {
    ...PERSON,
    kind: 'archive',
    agent: AGENT,
    outcome: '准予行政许可',
    receivedOn: day('2026-11-23'),
    closedOn: day('2026-12-02'),
    retention: '30年',
    volumes: [
      {
        part: 'main',
        entries: [
          { title: '准予行政许可决定书', number: '西市监准〔2026〕12号', date: day('2026-12-02'), pages: 1 },
          { title: '食品经营许可申请书', date: day('2026-11-23'), pages: 3 },
          { title: '送达回证', number: '西市监达〔2026〕12号', date: day('2026-12-02'), pages: 1 },
        ],
      },
      { part: 'side', entries: [{ title: '审查意见', date: day('2026-11-30'), pages: 2, note: '内部审核' }] },
    ],
    guide: { version: 3, materials: MATERIALS.map(({ name }) => ({ name, required: true })) },
    filed: MATERIALS.map(({ name }) => ({ name })),
    actors: [
      { step: '受理', name: '李敏', post: '综合窗口', certificate: '豫R-0611' },
      { step: '审查', name: '陈涛', post: '行政审批股', certificate: '豫R-0402' },
      { step: '决定', name: '赵建国', post: '首席代表', certificate: '豫R-0007' },
    ],
    entrustment: '授权委托书，西市监委〔2026〕12号',
    archivist: '李敏',
  },
};
