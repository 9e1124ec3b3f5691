import { buildWeb } from './web/build.ts';

/** Builds the web app unless what is built has come from the same sources. */
await buildWeb({ log: (text) => console.log(text) });
