import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Clauses, isProven, proofsOf, TestReport } from './clause-report.ts';

const ROOT = join(import.meta.dirname, '..');
const DEFAULT_REPORT = join(ROOT, '.cache/tests.json');

const HELP = `npm run clauses -- [REPORT…]

Says which of the 256 clauses have a passing test, from reports that vitest wrote:
  vitest run --reporter=json --outputFile=.cache/tests.json
`;

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

const run = (files: readonly string[]): number => {
  const missing = files.filter((file) => !existsSync(file));
  if (missing.length > 0) {
    console.error(`no report ${missing.join(', ')}\n\n${HELP}`);
    return 2;
  }
  const known = Clauses.parse(readJson(join(ROOT, 'data/clauses.json')));
  const proofs = proofsOf(
    known,
    files.map((file) => TestReport.parse(readJson(file))),
  );
  for (const [letter, source] of Object.entries(known.sources)) {
    const own = proofs.filter(({ id }) => id.startsWith(letter));
    console.log(`\n${letter} ${source}  ${own.filter(isProven).length}/${own.length}`);
    for (const proof of own) {
      const mark = isProven(proof) ? '✓' : proof.failed > 0 ? '✗' : '·';
      console.log(`  ${mark} ${proof.id} ${proof.gist}${proof.passed > 0 ? `  (${proof.passed})` : ''}`);
    }
  }
  console.log(`\n${proofs.filter(isProven).length} of ${proofs.length} clauses have a passing test`);
  return proofs.some(({ failed }) => failed > 0) ? 1 : 0;
};

const files = process.argv.slice(2);
process.exitCode = run(files.length > 0 ? files : [DEFAULT_REPORT]);
