import type { Party } from '../../shared/contracts/cases.ts';
import { isIdNumber } from '../../shared/codes/id-number.ts';
import { maskIdNumber, maskName, maskPhone } from '../../shared/codes/masking.ts';
import { isUscc } from '../../shared/codes/uscc.ts';
import type { MaskedParty } from '../../shared/domain/case/events.ts';
import type { Day } from '../../shared/kernel/instant.ts';
import { personKeyOf, type Secret } from './digest.ts';

/** 居民身份证 and 临时居民身份证 carry the citizen's number (GB 11643). */
const CITIZEN_ID_TYPES = new Set(['111', '112']);
const USCC_LENGTH = 18;

/** What is wrong with a party's numbers, as errors of the field at `path`. */
export const partyErrors = (
  { kind, idType, idNo }: Pick<Party, 'kind' | 'idType' | 'idNo'>,
  path: string,
  today: Day,
) => {
  if (kind === 'person' && CITIZEN_ID_TYPES.has(idType) && !isIdNumber(idNo, today)) {
    return [{ path: `${path}.idNo`, message: '不是有效的公民身份号码' }];
  }
  if (kind === 'organisation' && idNo.length === USCC_LENGTH && !isUscc(idNo)) {
    return [{ path: `${path}.idNo`, message: '不是有效的统一社会信用代码' }];
  }
  return [];
};

/** The party as the log may know it. An organisation's name and code are public (DOMAIN_RULES 9.2). */
export const maskParty = ({ kind, name, idType, idNo, phone }: Party, secret: Secret): MaskedParty => ({
  kind,
  name: kind === 'person' ? maskName(name) : name,
  idType,
  idNo: kind === 'person' ? maskIdNumber(idNo) : idNo,
  phone: maskPhone(phone),
  personKey: personKeyOf(secret, idType, idNo),
});
