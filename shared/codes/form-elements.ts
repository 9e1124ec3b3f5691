/** How an application form asks for something. Money is in yuan, areas in square metres, as people write them. */
type ElementType =
  | 'text'
  | 'long-text'
  | 'name'
  | 'id-type'
  | 'id-no'
  | 'uscc'
  | 'phone'
  | 'address'
  | 'date'
  | 'year'
  | 'count'
  | 'area'
  | 'money'
  | 'account'
  | 'choice';

/** A data element of application forms: in which section it stands, how it is asked for, and what to mind. */
interface FormElement {
  readonly section: string;
  readonly type: ElementType;
  /** The answers to choose from. */
  readonly options?: readonly string[];
  /** More than one of them may be chosen. */
  readonly several?: true;
  readonly hint?: string;
}

type Asked = Omit<FormElement, 'section'>;

const OTHERS = '其他内容';

/** Sections in the order of the one form; within a section in the order of asking. */
const SECTIONS: Readonly<Record<string, Readonly<Record<string, Asked>>>> = {
  申请人: {
    申请人姓名: { type: 'name', hint: '与身份证件一致' },
    法定代表人: { type: 'name' },
    证件类型: { type: 'id-type' },
    证件号码: { type: 'id-no' },
    统一社会信用代码: { type: 'uscc', hint: '18位，与营业执照一致' },
    联系电话: { type: 'phone' },
    联系地址: { type: 'address' },
    户籍地址: { type: 'address', hint: '与户口簿一致' },
    现居住地址: { type: 'address' },
    经办人姓名: { type: 'name' },
  },
  新生儿: {
    新生儿姓名: { type: 'name' },
    新生儿性别: { type: 'choice', options: ['男', '女'] },
    出生日期: { type: 'date' },
    出生地点: { type: 'text', hint: '助产机构名称' },
    民族: { type: 'text', hint: '随父或随母' },
    随父或随母落户: { type: 'choice', options: ['随父', '随母'] },
  },
  父母和监护人: {
    母亲姓名: { type: 'name' },
    母亲身份证号: { type: 'id-no' },
    父亲姓名: { type: 'name' },
    父亲身份证号: { type: 'id-no' },
    结婚登记日期: { type: 'date' },
    监护人姓名: { type: 'name' },
    分娩日期: { type: 'date' },
    生育类别: { type: 'choice', options: ['顺产', '难产', '剖宫产', '其他'] },
  },
  参保和待遇: {
    参保年度: { type: 'year' },
    缴费档次: { type: 'text', hint: '按当年公布的档次' },
    领卡方式: { type: 'choice', options: ['窗口领取', '邮寄'] },
    服务银行: { type: 'text', hint: '社会保障卡合作银行' },
    收款银行账户: { type: 'account', hint: '户名须与待遇人一致' },
  },
  经营主体: {
    字号名称: { type: 'text' },
    经营者姓名: { type: 'name' },
    经营范围: { type: 'long-text', hint: '按经营范围规范表述填写' },
    从业人数: { type: 'count' },
    资金数额: { type: 'money' },
  },
  经营场所: {
    经营场所地址: { type: 'address', hint: '写到门牌号' },
    经营面积: { type: 'area' },
    场所建筑面积: { type: 'area', hint: '与消防安全检查的范围一致' },
  },
  经营内容: {
    主体业态: {
      type: 'choice',
      options: ['餐饮服务经营者', '食品销售经营者', '集中用餐单位食堂'],
    },
    经营项目: { type: 'long-text', hint: '如热食类食品制售、冷食类食品制售' },
    经营业态: { type: 'text', hint: '如便利店、超市、餐饮' },
    招牌内容: { type: 'text' },
    招牌规格: { type: 'text', hint: '长×宽×厚，米' },
    设置位置: { type: 'text' },
  },
  责任人: {
    食品安全管理人员: { type: 'name' },
    消防安全责任人: { type: 'name' },
    消防安全管理人: { type: 'name' },
  },
  变更: {
    变更事项: {
      type: 'choice',
      options: ['名称', '住所', '法定代表人', '注册资本', '经营范围', '股东', '其他'],
      several: true,
      hint: '可多选',
    },
    变更前内容: { type: 'long-text' },
    变更后内容: { type: 'long-text' },
    变更日期: { type: 'date' },
  },
  印章和账户: {
    印章种类: {
      type: 'choice',
      options: ['公章', '财务专用章', '发票专用章', '合同专用章'],
      several: true,
      hint: '可多选',
    },
    印章数量: { type: 'count' },
    单位缴存账号: { type: 'account', hint: '住房公积金单位账号' },
  },
};

const ELEMENTS: ReadonlyMap<string, FormElement> = new Map(
  Object.entries(SECTIONS).flatMap(([section, elements]) =>
    Object.entries(elements).map(([name, asked]) => [name, { section, ...asked }]),
  ),
);
const PLACES: ReadonlyMap<string, number> = new Map([...ELEMENTS.keys()].map((name, place) => [name, place]));

/** How a field of that name is asked for; a name that nobody has described is a line of text among the rest. */
export const formElementOf = (name: string): FormElement =>
  ELEMENTS.get(name) ?? { section: OTHERS, type: 'text' };

const placeOf = ({ name }: { readonly name: string }): number => PLACES.get(name) ?? PLACES.size;

/** Fields as a careful form asks for them: section by section, what nobody has described at the end. */
export const inFormOrder = <Field extends { readonly name: string }>(fields: readonly Field[]): Field[] =>
  fields.toSorted((left, right) => placeOf(left) - placeOf(right));
