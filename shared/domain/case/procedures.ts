import type { MatterVersion } from '../matter/matter.ts';

/** A special procedure by its name, and whether the clock stands still meanwhile. */
interface ProcedureKind {
  readonly kind: string;
  readonly stopsClock: boolean;
}

/**
 * The procedures any matter may need. Time for those of 行政许可法 第45条 is not counted; those of
 * 西峡县政务服务中心运行管理办法 第21条 and 安阳市政务服务条例 第37条 (notice, survey, committee, technical review) are told
 * to the applicant but do count, unless the matter itself says otherwise.
 */
const PROCEDURE_KINDS: readonly ProcedureKind[] = [
  { kind: '听证', stopsClock: true },
  { kind: '招标', stopsClock: true },
  { kind: '拍卖', stopsClock: true },
  { kind: '检验', stopsClock: true },
  { kind: '检测', stopsClock: true },
  { kind: '检验检测', stopsClock: true },
  { kind: '检疫', stopsClock: true },
  { kind: '鉴定', stopsClock: true },
  { kind: '专家评审', stopsClock: true },
  { kind: '公告', stopsClock: false },
  { kind: '公示', stopsClock: false },
  { kind: '现场勘验', stopsClock: false },
  { kind: '技术审查', stopsClock: false },
  { kind: '委员会会议', stopsClock: false },
  { kind: '委员会会议决定', stopsClock: false },
];

const LEGAL = new Map(PROCEDURE_KINDS.map(({ kind, stopsClock }) => [kind, stopsClock]));

/** The procedure as this matter may use it; nothing for one that neither the matter nor the law knows. */
export const findProcedure = (matter: MatterVersion, kind: string): ProcedureKind | undefined => {
  const own = matter.specialProcedures.find((procedure) => procedure.kind === kind);
  const legal = LEGAL.get(kind);
  if (!own && legal === undefined) return undefined;
  return { kind, stopsClock: own?.stopsClock ?? legal ?? false };
};
