import { caseRows } from '../../functions/approval/views.ts';
import { themeRows } from '../../functions/bundle/theme-view.ts';
import { catalogueProjection } from '../../functions/catalogue/views.ts';
import { postingRows } from '../../functions/posting/views.ts';
import { projection } from '../../shared/ports/project.ts';
import type { Projection } from '../../shared/ports/views.ts';

/** The views of every slice: what the feed keeps up to date and `npm run rebuild-views` makes anew. */
export const PROJECTIONS: readonly Projection[] = [
  projection(caseRows),
  projection(catalogueProjection),
  projection(postingRows),
  projection(themeRows),
];
