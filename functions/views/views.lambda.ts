import { caseRows } from '../approval/views.ts';
import { projectorFunction } from '../aws/projector-function.ts';
import { themeRows } from '../bundle/theme-view.ts';
import { catalogueProjection } from '../catalogue/views.ts';
import { postingRows } from '../posting/views.ts';
import { projection } from '../../shared/ports/project.ts';

export const handler = projectorFunction('views', [
  projection(caseRows),
  projection(catalogueProjection),
  projection(postingRows),
  projection(themeRows),
]);
