import { assistanceRows } from '../appointment/assistance-views.ts';
import { caseRows } from '../approval/views.ts';
import { bundleRows } from '../bundle/bundle-view.ts';
import { themeRows } from '../bundle/theme-view.ts';
import { catalogueProjection } from '../catalogue/views.ts';
import { deviceRows } from '../device/views.ts';
import { caseDays, servedRows } from '../evaluation/served-view.ts';
import { evaluationRows } from '../evaluation/views.ts';
import { grievanceRows } from '../grievance/views.ts';
import { ownCases } from '../intake/own-cases-view.ts';
import { postingRows } from '../posting/views.ts';
import { consultationRows } from '../consultation/views.ts';
import { changeLimits, consultationLimits, jointLimits } from '../supervision/duty-views.ts';
import { caseFindings, reportedFindings } from '../supervision/findings-view.ts';
import { supervisionRows } from '../supervision/views.ts';
import { projection } from '../../shared/ports/project.ts';
import type { Projection } from '../../shared/ports/views.ts';

/** The views of every slice: what the feed, or the function on AWS, keeps up to date and `npm run rebuild-views` makes anew. */
export const PROJECTIONS: readonly Projection[] = [
  projection(caseRows),
  projection(ownCases),
  projection(grievanceRows),
  projection(evaluationRows),
  projection(caseDays),
  projection(servedRows),
  projection(supervisionRows),
  projection(caseFindings),
  projection(reportedFindings),
  projection(consultationRows),
  projection(assistanceRows),
  projection(consultationLimits),
  projection(changeLimits),
  projection(jointLimits),
  projection(catalogueProjection),
  projection(postingRows),
  projection(themeRows),
  projection(bundleRows),
  projection(deviceRows),
];
