/** Masks of DOMAIN_RULES 9.2. What leaves the vault is masked; organisations' names and codes are public. */

/** 复姓 still in use. */
const DOUBLE_SURNAMES = new Set([
  ...['欧阳', '上官', '司马', '诸葛', '东方', '皇甫', '尉迟', '公孙', '慕容', '令狐', '宇文', '长孙', '司徒'],
  ...['司空', '夏侯', '端木', '轩辕', '百里', '东郭', '南宫', '西门', '闻人', '申屠', '太史', '公冶', '独孤'],
  ...['呼延', '赫连', '澹台', '淳于', '濮阳', '钟离', '鲜于', '闾丘', '宗政', '仲孙', '万俟', '拓跋', '第五'],
]);

const stars = (count: number): string => '*'.repeat(Math.max(0, count));

/** `张三` → `张*`, `欧阳锋` → `欧阳*`: the surname stays. A single character is masked whole. */
export const maskName = (name: string): string => {
  const chars = Array.from(name.trim());
  if (chars.length <= 1) return stars(chars.length);
  const surname = chars.length > 2 && DOUBLE_SURNAMES.has(chars.slice(0, 2).join('')) ? 2 : 1;
  return chars.slice(0, surname).join('') + stars(chars.length - surname);
};

/** Last four characters of a number (bank card, licence, passport); at most half of a short one. */
export const maskLastFour = (number: string): string => {
  const shown = Math.min(4, Math.floor(number.length / 2));
  return stars(number.length - shown) + (shown === 0 ? '' : number.slice(-shown));
};

/** `411323199001010016` → `411323********0016`; papers of another length show their last four. */
export const maskIdNumber = (idNo: string): string =>
  idNo.length === 18 ? `${idNo.slice(0, 6)}${stars(8)}${idNo.slice(-4)}` : maskLastFour(idNo);

/** `13812341234` → `138****1234`; any other number shows its last four. */
export const maskPhone = (phone: string): string =>
  /^1\d{10}$/.test(phone) ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : maskLastFour(phone);

/** 小区, 社区, 园区 and 市场 are no divisions. A place name: two free characters, so that 镇平县 and 新乡市 are read right, then none that ends a part. */
const PLACE = String.raw`[^\d\s]{1,2}[^\d\s省市县区旗镇乡村路街号]{0,8}`;
const TO_TOWNSHIP = new RegExp(
  [
    String.raw`^(?:${PLACE}?(?:省|自治区|特别行政区))?`,
    String.raw`(?:${PLACE}?(?:市(?!场)|自治州|地区|盟))?`,
    String.raw`(?:${PLACE}?(?:自治县|县|市(?!场)|(?<![小社园])区|旗))?`,
    String.raw`(?:${PLACE}?街?(?:街道办事处|街道|镇|乡|苏木))?`,
  ].join(''),
);

/** An address down to the township; what follows is `****`. An address that is not understood is masked whole. */
export const maskAddress = (address: string): string => {
  const shown = TO_TOWNSHIP.exec(address)?.[0] ?? '';
  return shown.length < address.length ? `${shown}****` : shown;
};
