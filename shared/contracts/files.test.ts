import { describe, expect, it } from 'vitest';
import { isNamedAs, MAX_FILE_BYTES } from './file-types.ts';
import { NewFile } from './files.ts';

const file = { name: '身份证 正面.JPG', type: 'image/jpeg', size: 1, sha256: 'a'.repeat(64) };
const pathsOf = (input: unknown) => NewFile.safeParse(input).error?.issues.map(({ path }) => path.join('.'));

describe('a new file', () => {
  it('is one of the types that a hall takes, up to 20 MB', () => {
    expect(NewFile.parse({ ...file, size: MAX_FILE_BYTES })).toEqual({ ...file, size: MAX_FILE_BYTES });
    expect(NewFile.parse({ ...file, name: '营业执照.ofd', type: 'application/ofd' })).toBeTruthy();
  });

  it.each([
    ['too large', { size: MAX_FILE_BYTES + 1 }, ['size']],
    ['empty', { size: 0 }, ['size']],
    ['of half a byte', { size: 1.5 }, ['size']],
    ['a page', { name: 'a.html', type: 'text/html' }, ['type']],
    ['a program', { name: 'a.exe', type: 'application/x-msdownload' }, ['type']],
    ['a drawing with scripts', { name: 'a.svg', type: 'image/svg+xml' }, ['type']],
    ['named as another type', { name: 'a.exe' }, ['name']],
    ['named without an ending', { name: 'jpg' }, ['name']],
    ['in a folder', { name: '../a.jpg' }, ['name']],
    ['named over two lines', { name: 'a\r\nb.jpg' }, ['name']],
    ['without a hash', { sha256: 'ABC' }, ['sha256']],
    ['more than asked for', { key: '411325/other' }, ['']],
  ])('is refused when it is %s', (_what, change, paths) => {
    expect(pathsOf({ ...file, ...change })).toEqual(paths);
  });

  it('knows the endings of a type in any case', () => {
    expect(isNamedAs('A.JPeG', 'image/jpeg')).toBe(true);
    expect(isNamedAs('a.pdf.jpg', 'application/pdf')).toBe(false);
  });
});
