import type { MaterialRule, MatterVersion } from './matter.ts';

export type MatterFaultCode =
  'limit-exceeds-statute' | 'fee-without-basis' | 'proof-without-basis' | 'duplicate-material';

/** Something a matter's rules may not say. `path` points into the body. */
export interface MatterFault {
  readonly code: MatterFaultCode;
  readonly path: string;
  readonly message: string;
}

/** 行政许可法 第42条 and 第26条: what holds when no law sets a limit of its own. */
const GENERAL_LIMIT = 20;
const JOINT_LIMIT = 45;

const statutoryLimitOf = ({ statutoryDays, caseType }: MatterVersion): number =>
  statutoryDays ?? (caseType === '联办件' ? JOINT_LIMIT : GENERAL_LIMIT);

/** Certificates and papers of identity are no proofs (证明): they are issued to the holder once and shown at need. */
const CREDENTIAL = /身份证明|主体资格证明|出生医学证明|登记证明/;

const isProof = ({ name, proof }: MaterialRule): boolean =>
  proof ?? (name.includes('证明') && !CREDENTIAL.test(name));

const limitFault = (path: string, what: string, days: number, limit: number): MatterFault[] =>
  days > limit
    ? [
        {
          code: 'limit-exceeds-statute',
          path,
          message: `${what} ${days} 个工作日超过法定时限 ${limit} 个工作日`,
        },
      ]
    : [];

const limitFaults = (matter: MatterVersion): MatterFault[] =>
  limitFault('promisedDays', '承诺时限', matter.promisedDays, statutoryLimitOf(matter));

/** C37, C38: a special step is handled within its own limit by law. */
const stepFaults = ({ specialProcedures }: MatterVersion): MatterFault[] =>
  specialProcedures.flatMap(({ kind, days, statutoryDays = days }, index) =>
    limitFault(`specialProcedures[${index}].days`, `“${kind}”办理时限`, days, statutoryDays),
  );

const feeFaults = ({ fee }: MatterVersion): MatterFault[] =>
  fee.charged && fee.basis.trim() === ''
    ? [{ code: 'fee-without-basis', path: 'fee.basis', message: '没有依据的收费不得列入' }]
    : [];

const proofFaults = ({ materials }: MatterVersion): MatterFault[] =>
  materials.flatMap((material, index) =>
    isProof(material) && (material.basis ?? '').trim() === ''
      ? [
          {
            code: 'proof-without-basis' as const,
            path: `materials[${index}].basis`,
            message: `证明材料“${material.name}”没有法律依据，不得要求提交`,
          },
        ]
      : [],
  );

const duplicateFaults = ({ materials }: MatterVersion): MatterFault[] =>
  materials.flatMap(({ name }, index) =>
    materials.findIndex((other) => other.name === name) < index
      ? [
          {
            code: 'duplicate-material' as const,
            path: `materials[${index}].name`,
            message: `材料“${name}”重复`,
          },
        ]
      : [],
  );

/** Everything that a matter's rules may not say, all at once: C28, C37, C30, B13 and no material twice. */
export const faultsOf = (matter: MatterVersion): readonly MatterFault[] =>
  [limitFaults, stepFaults, feeFaults, proofFaults, duplicateFaults].flatMap((check) => check(matter));
