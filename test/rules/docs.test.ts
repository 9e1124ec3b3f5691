import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

const DOCUMENTS = ['*.md', 'docs/**/*.md', 'data/*.md'].flatMap((pattern) =>
  globSync(pattern, { cwd: ROOT }),
);
const LINK = /\]\(([^)\s]+)\)/g;

const linksOf = (file: string): readonly string[] =>
  [...read(file).matchAll(LINK)].map(([, target = '']) => target).filter((target) => !/^\w+:/.test(target));

/** `# How to add` → `how-to-add`, as the sites that show these files name a heading. */
const anchorsOf = (file: string): readonly string[] =>
  [...read(file).matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

const isBroken = (file: string, link: string): boolean => {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? file : join(dirname(file), path);
  if (!existsSync(join(ROOT, target))) return true;
  return anchor !== undefined && !anchorsOf(target).includes(anchor);
};

const sources = (): readonly string[] =>
  execFileSync('git', ['ls-files', '--', 'shared', 'functions'], { cwd: ROOT, encoding: 'utf8' })
    .split('\n')
    .filter(
      (file) =>
        file.endsWith('.ts') && !/\.test(?:-support)?\.ts$/.test(file) && existsSync(join(ROOT, file)),
    );

/** Slugs that code answers with, as far as they stand beside the word that refuses. */
const SPOKEN =
  /(?:\brefus(?:e|al)\(\s*|\bRefusedError\(\{\s*code: |\banswerRefusal\(c, \{\s*code: )'([a-z-]+)'/g;

const spokenSlugs = (): ReadonlySet<string> =>
  new Set(sources().flatMap((file) => [...read(file).matchAll(SPOKEN)].map(([, slug = '']) => slug)));

const documentedSlugs = (): ReadonlySet<string> => {
  const rows = read('docs/integration.md')
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  const cells = rows.map((line) => line.split('|')[1] ?? '');
  return new Set(cells.flatMap((cell) => [...cell.matchAll(/`([a-z-]+)`/g)].map(([, slug = '']) => slug)));
};

describe('documents', () => {
  it.each(DOCUMENTS)('%s links only to what is there', (file) => {
    expect(linksOf(file).filter((link) => isBroken(file, link))).toEqual([]);
  });

  it('tell the way of one application, file by file, in both languages alike', () => {
    const files = (document: string) => new Set(linksOf(document).filter((link) => link.endsWith('.ts')));
    const english = files('README.md');
    expect(english.size).toBeGreaterThanOrEqual(15);
    expect(files('README.zh-CN.md')).toEqual(english);
  });

  it('name only commands that package.json has', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = DOCUMENTS.flatMap((file) =>
      [...read(file).matchAll(/npm (?:run )?([a-z][a-z:-]*)/g)].map(([, name = '']) => name),
    ).filter((name) => !['ci', 'run', 'install', 'and'].includes(name));
    expect([...new Set(named)].filter((name) => !(name in scripts))).toEqual([]);
  });

  it('list every problem slug that the code speaks', () => {
    const documented = documentedSlugs();
    const spoken = [...spokenSlugs()];
    expect(spoken.length).toBeGreaterThan(20);
    expect(spoken.filter((slug) => !documented.has(slug))).toEqual([]);
  });
});
