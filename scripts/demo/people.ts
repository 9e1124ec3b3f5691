import type { Party } from '../../shared/contracts/cases.ts';
import { idCheckChar } from '../../shared/codes/id-number.ts';
import { organisationCheckChar, usccCheckChar } from '../../shared/codes/uscc.ts';

/** Invented people and companies: names put together by chance, numbers that are valid and belong to nobody we know. */

const SURNAMES = Array.from('王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧');
const GIVEN = [
  '桂英',
  '海燕',
  '建军',
  '国强',
  '玉兰',
  '志伟',
  '雪梅',
  '文博',
  '子涵',
  '春生',
  '立新',
  '秋菊',
  '长河',
  '晓峰',
  '瑞雪',
  '东升',
  '淑珍',
  '永康',
];
const TRADES = ['商贸', '食品', '建材', '农业', '餐饮', '运输', '医药', '物流', '科技', '文化传媒'];
const STREETS = ['人民路', '仲景大道', '白羽路', '世纪大道', '紫金路', '建设路', '灌河路'];

const at = <Item>(items: readonly Item[], index: number): Item => items[index % items.length] as Item;
const digits = (value: number, count: number): string => String(value).padStart(count, '0');

const REGION = '411323';
/** 154 was never given to an operator. */
const PHONE_FIRST = 15_400_000_000;

const idNumber = (n: number): string => {
  const birth = `${1950 + (n % 55)}${digits(1 + (n % 12), 2)}${digits(1 + (n % 28), 2)}`;
  const body = `${REGION}${birth}${digits(100 + (n % 900), 3)}`;
  return body + (idCheckChar(body) ?? '');
};

const uscc = (n: number): string => {
  const organisation = `MA9X${digits(n, 4)}`;
  const body = `91${REGION}${organisation}${organisationCheckChar(organisation) ?? ''}`;
  return body + (usccCheckChar(body) ?? '');
};

const nameOf = (n: number): string =>
  at(SURNAMES, n * 7 + Math.floor(n / SURNAMES.length)) + at(GIVEN, n * 5 + Math.floor(n / GIVEN.length));
const phoneOf = (n: number): string => String(PHONE_FIRST + n);
const addressOf = (n: number): string => `河南省南阳市西峡县${at(STREETS, n)}${1 + (n % 200)}号`;

/** The n-th person. */
export const person = (n: number): Party => ({
  kind: 'person',
  name: nameOf(n),
  idType: '111',
  idNo: idNumber(n),
  phone: phoneOf(n),
  address: addressOf(n),
});

/** The n-th company, with a person at its head. */
export const company = (n: number): Party => ({
  kind: 'organisation',
  name: `西峡县${at(GIVEN, n * 3)}${at(TRADES, n)}有限公司`,
  idType: '001',
  idNo: uscc(n),
  phone: phoneOf(n),
  address: addressOf(n),
  legalRepresentative: nameOf(n),
});
