import type { MatterRecord } from '../../shared/contracts/matter.ts';

/** A cell that cannot be read; the message is for whoever filled it in. */
export class CellError extends Error {
  override readonly name = 'CellError';
}

export interface Column {
  readonly header: string;
  /** Where the value stands in the record: `fee.charged`. */
  readonly path: readonly [string] | readonly [string, string];
  /** An empty cell says nothing, unless the column has a value for it. */
  readonly empty?: unknown;
  readonly parse: (text: string) => unknown;
  readonly format: (value: unknown) => string;
}

type Path = Column['path'];

const asText = (value: unknown): string => (typeof value === 'string' ? value : String(value));

const textColumn = (header: string, path: Path, empty?: string): Column => ({
  header,
  path,
  ...(empty === undefined ? {} : { empty }),
  parse: (text) => text,
  format: asText,
});

const daysColumn = (header: string, path: Path, empty?: null): Column => ({
  header,
  path,
  ...(empty === undefined ? {} : { empty }),
  parse: (text) => {
    if (!/^\d{1,4}$/.test(text)) throw new CellError('应为工作日数');
    return Number(text);
  },
  format: (value) => (value === null ? '' : asText(value)),
});

const yesNoColumn = (header: string, path: Path): Column => ({
  header,
  path,
  parse: (text) => {
    if (text !== '是' && text !== '否') throw new CellError('应为“是”或“否”');
    return text === '是';
  },
  format: (value) => (value === true ? '是' : '否'),
});

/** Reads the JSON in a cell. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CellError('不是有效的 JSON', { cause });
  }
};

/** The short form of a list, or JSON where the short form would be read differently. */
const shortOrJson = (value: unknown, short: string, isClear: boolean): string =>
  isClear && !short.startsWith('[') ? short : JSON.stringify(value);

const listColumn = (header: string, path: Path, separator: '、' | '\n'): Column => ({
  header,
  path,
  parse: (text) =>
    text.startsWith('[')
      ? parseJson(text)
      : text
          .split(separator)
          .map((item) => item.trim())
          .filter(Boolean),
  format: (value) => {
    const items = value as readonly string[];
    return shortOrJson(items, items.join(separator), !items.some((item) => item.includes(separator)));
  },
});

const MATERIAL = /^([^|]+)\|(必要|非必要)\|(可容缺|不可容缺)\|([^|]+)\|([^|]+)(?:\|([^|]*))?$/;

const parseMaterial = (line: string) => {
  const [, name, required, deferrable, form, source, basis] = MATERIAL.exec(line.trim()) ?? [];
  if (!name || !form || !source) {
    throw new CellError(`材料应写作“名称|必要|可容缺|形式|来源|依据”，一行一项：${line.slice(0, 40)}`);
  }
  const rule = { name, required: required === '必要', mayDefer: deferrable === '可容缺', form, source };
  return basis ? { ...rule, basis } : rule;
};

type Materials = MatterRecord['materials'];
type Procedures = MatterRecord['specialProcedures'];

/** What the short form cannot say is written as JSON: a text with a bar, or a material marked as proof or not. */
const isPlain = ({ name, form, source, basis, proof }: Materials[number]): boolean =>
  proof === undefined && ![name, form, source, basis ?? ''].some((text) => text.includes('|'));

const formatMaterial = ({ name, required, mayDefer, form, source, basis }: Materials[number]): string =>
  [
    name,
    required ? '必要' : '非必要',
    mayDefer ? '可容缺' : '不可容缺',
    form,
    source,
    ...(basis ? [basis] : []),
  ].join('|');

const materialsColumn: Column = {
  header: '申请材料',
  path: ['materials'],
  empty: [],
  parse: (text) => (text.startsWith('[') ? parseJson(text) : text.split('\n').map(parseMaterial)),
  format: (value) => {
    const materials = value as Materials;
    return shortOrJson(materials, materials.map(formatMaterial).join('\n'), materials.every(isPlain));
  },
};

const PROCEDURE = /^(.+?)[:：](\d{1,3})(?:[:：](停止计时|不停止计时))?$/;

const parseProcedure = (line: string) => {
  const [, kind, days, clock] = PROCEDURE.exec(line.trim()) ?? [];
  if (!kind || !days) throw new CellError(`特别程序应写作“种类:工作日数”，一行一项：${line.slice(0, 40)}`);
  return { kind, days: Number(days), ...(clock ? { stopsClock: clock === '停止计时' } : {}) };
};

const formatProcedure = ({ kind, days, stopsClock }: Procedures[number]): string =>
  [kind, days, ...(stopsClock === undefined ? [] : [stopsClock ? '停止计时' : '不停止计时'])].join(':');

/** A basis and a limit by law (C37) go beyond the short form. */
const isShort = ({ kind, basis, statutoryDays }: Procedures[number]): boolean =>
  basis === undefined && statutoryDays === undefined && !/[:：]/.test(kind);

const proceduresColumn: Column = {
  header: '特别程序',
  path: ['specialProcedures'],
  empty: [],
  parse: (text) => (text.startsWith('[') ? parseJson(text) : text.split('\n').map(parseProcedure)),
  format: (value) => {
    const procedures = value as Procedures;
    return shortOrJson(procedures, procedures.map(formatProcedure).join('\n'), procedures.every(isShort));
  },
};

/** The columns of a flat file, in the order in which they are exported. A file may leave out those it has no need of. */
export const COLUMNS: readonly Column[] = [
  textColumn('事项编码', ['code']),
  textColumn('事项名称', ['name']),
  textColumn('实施主体', ['department']),
  textColumn('事项类型', ['type']),
  textColumn('办件类型', ['caseType']),
  textColumn('审批模式', ['steps']),
  listColumn('服务对象', ['audience'], '、'),
  daysColumn('法定时限', ['statutoryDays'], null),
  daysColumn('承诺时限', ['promisedDays']),
  materialsColumn,
  proceduresColumn,
  yesNoColumn('是否收费', ['fee', 'charged']),
  textColumn('收费依据', ['fee', 'basis'], ''),
  textColumn('收费标准', ['fee', 'standard'], ''),
  listColumn('设定依据', ['legalBasis'], '\n'),
  textColumn('结果名称', ['result', 'name']),
  textColumn('结果类型', ['result', 'kind']),
  textColumn('结果有效期', ['result', 'validity'], ''),
  listColumn('办理渠道', ['channels'], '、'),
  yesNoColumn('高频事项', ['highFrequency']),
  yesNoColumn('告知承诺', ['commitment']),
  yesNoColumn('须本人到场', ['inPerson']),
  textColumn('上级机关', ['upperAgency']),
  textColumn('申请条件', ['conditions']),
  listColumn('示范文本', ['samples'], '\n'),
  listColumn('常见错误示例', ['commonErrors'], '\n'),
  textColumn('结果样本', ['resultSample']),
  textColumn('咨询方式', ['consultation']),
  listColumn('来源', ['sources'], '\n'),
];

/** Everything that has no column of its own, as JSON. */
export const REST_HEADER = '其他';
