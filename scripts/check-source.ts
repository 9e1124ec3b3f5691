import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { findings } from './source-rules.ts';

/** Prints what no file of the project may hold, and fails when there is any: part of `npm run check`. */
const listed = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '-z', '--', '*.ts', '*.vue'],
  {
    encoding: 'utf8',
  },
);
const deleted = execFileSync('git', ['ls-files', '--deleted', '-z'], { encoding: 'utf8' }).split('\0');
const files = listed.split('\0').filter((file) => file !== '' && !deleted.includes(file));
const found = files.flatMap((file) => findings(file, readFileSync(file, 'utf8')));

for (const { file, line, rule, text } of found) console.log(`${file}:${line}  ${rule}: ${text}`);
console.log(`${files.length} files, ${found.length} findings`);
process.exitCode = found.length === 0 && files.length > 0 ? 0 : 1;
