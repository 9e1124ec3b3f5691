import { describe, expect, it } from 'vitest';
import { archiveOf } from './archive.ts';
import {
  agent,
  ALL_PAPERS,
  applies,
  chief,
  decides,
  does,
  given,
  immediate,
  issuer,
  matter,
  promised,
  provided,
  REFUSES,
  reviewer,
  reviews,
  text,
  verifier,
  verifies,
  window,
} from './case.test-support.ts';

const closes = does(issuer, 'deliver', { method: 'counter', signedBy: text() });
const finished = () =>
  given(
    applies({
      agent,
      matter: matter({ steps: '一审两核' }),
      materials: [...ALL_PAPERS, ...provided('推荐信')],
    }),
    reviews(reviewer),
    verifies(verifier),
    decides(chief),
    does(issuer, 'produce', {}),
    closes,
  ).state;
const titlesIn = (volume: string, state = finished()) =>
  archiveOf(state)
    ?.index.filter((entry) => entry.volume === volume)
    .map(({ title }) => title);

describe('archive list', () => {
  it('C51: has an index of the whole process, and the complete list of the version', () => {
    expect(titlesIn('正卷')).toEqual([
      '申请书',
      ...['申请书', '场地证明', '推荐信'],
      ...['收件凭证', '授权委托书', '受理通知书', '准予许可决定书', '备案回执', '送达回证'],
    ]);
    expect(archiveOf(finished())).toMatchObject({
      guideVersion: 3,
      materials: [
        { name: '申请书', required: true, provided: true },
        { name: '场地证明', required: true, provided: true },
        { name: '荣誉证书', required: false, provided: false },
      ],
      extras: ['推荐信'],
      gaps: [],
    });
  });

  it('C51: an open case and a missing paper are gaps', () => {
    const open = given(
      applies({ materials: [...provided('申请书'), promised('场地证明', '2026-09-18')] }),
    ).state;
    expect(archiveOf(open)?.gaps).toEqual(['办件尚未办结']);
  });

  it('C52: names who acted, the approver with the authorisation', () => {
    expect(archiveOf(finished())?.actors).toEqual([
      { duty: '受理', sub: 'clerk' },
      { duty: '审查', sub: 'reviewer' },
      { duty: '审核', sub: 'verifier' },
      { duty: '制证', sub: 'issuer' },
      { duty: '决定', sub: 'chief', authorisation: 'authorisation-1' },
    ]);
  });

  it('C53: holds the entrustment of an agent', () => {
    expect(archiveOf(finished())?.entrustment).toBe('file-1');
    expect(archiveOf(given(applies()).state)).not.toHaveProperty('entrustment');
  });

  it('C54: what is not public goes into the side volume', () => {
    expect(titlesIn('副卷')).toEqual(['申请人身份信息', '审查意见', '审核意见', '决定审批表']);
  });

  it('C54: one case one file, cases of one step in a combined one', () => {
    expect(archiveOf(finished())?.filing).toBe('一案一卷');
    expect(archiveOf(given(applies({ matter: immediate() }, window)).state)?.filing).toBe('合并立卷');
  });

  it('keeps a refusal under its own name', () => {
    const { state } = given(applies(), reviews(reviewer), decides(chief, REFUSES), closes);
    expect(titlesIn('正卷', state)).toContain('不予许可决定书');
    expect(archiveOf({ status: 'none' })).toBeUndefined();
  });
});
