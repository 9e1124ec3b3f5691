import { buildWeb } from '../../scripts/web/build.ts';

/** Before the browser tests: the app as it stands in the sources. */
export const setup = (): Promise<void> => buildWeb({ log: (text) => process.stdout.write(`${text}\n`) });
