import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

const DOCUMENTS = ['*.md', 'docs/**/*.md', 'data/*.md', 'web/*.md'].flatMap((pattern) =>
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

const tracked = (...under: readonly string[]): readonly string[] =>
  execFileSync('git', ['ls-files', '--', ...under], { cwd: ROOT, encoding: 'utf8' }).split('\n');

const sources = (): readonly string[] =>
  tracked('shared', 'functions').filter(
    (file) => file.endsWith('.ts') && !/\.test(?:-support)?\.ts$/.test(file) && existsSync(join(ROOT, file)),
  );

/** What a map has to show: the folders of the root, and those within the folders of the system. */
const mapped = (): readonly string[] => {
  const folders = tracked().flatMap((file) => [
    ...(/^\w+(?=\/)/.exec(file) ?? []),
    ...(/^(?:shared|functions|iot|test)\/[\w-]+(?=\/)/.exec(file) ?? []),
  ]);
  return [...new Set(folders)];
};

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

  it('show the same in both languages: folders, commands, the way of one application', () => {
    const links = (document: string) =>
      new Set(linksOf(document).filter((link) => !link.startsWith('README')));
    const commands = (document: string) => new Set(read(document).match(/^\| `(?:npm|\.ci)[^|]*\|/gm));
    const english = links('README.md');
    expect([...english].filter((link) => link.endsWith('.ts')).length).toBeGreaterThanOrEqual(15);
    expect(links('README.zh-CN.md')).toEqual(english);
    expect(commands('README.md').size).toBeGreaterThanOrEqual(20);
    expect(commands('README.zh-CN.md')).toEqual(commands('README.md'));
  });

  it.each(['README.md', 'README.zh-CN.md'])('%s has every folder of the system on its map', (document) => {
    const missing = mapped().filter((folder) => !linksOf(document).includes(folder));
    expect(missing).toEqual([]);
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
