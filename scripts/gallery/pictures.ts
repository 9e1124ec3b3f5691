import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** A picture that was taken: file name without its ending, and how wide the page was. */
export interface Picture {
  readonly group: string;
  readonly name: string;
  readonly width: number;
}

/** Narrower pages are made for phones. */
const PHONE_PX = 600;

/** The folder that the pictures go to. */
export class Album {
  readonly #folder: string;
  readonly #pictures: Picture[] = [];

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  get count(): number {
    return this.#pictures.length;
  }

  /** The whole page, below the fold too; a phone is made as long as its page, or its bar would stand in the midst of it. */
  async take(page: Page, group: string, state: string): Promise<void> {
    const size = page.viewportSize() ?? { width: 0, height: 0 };
    const { width } = size;
    const name = [group, state, width].filter((part) => part !== '').join('-');
    const path = join(this.#folder, `${name}.png`);
    if (width < PHONE_PX) {
      const height = await page.evaluate<number>('document.documentElement.scrollHeight');
      await page.setViewportSize({ width, height });
    }
    await page.screenshot({ path, fullPage: true });
    if (width < PHONE_PX) await page.setViewportSize(size);
    this.#pictures.push({ group, name, width });
  }

  /** `index.html`, group by group. */
  writeIndex(): void {
    const groups = Map.groupBy(this.#pictures, ({ group }) => group);
    const figure = ({ name }: Picture): string =>
      `<figure><a href="${name}.png"><img src="${name}.png" alt="${name}" loading="lazy"></a><figcaption>${name}</figcaption></figure>`;
    const sections = [...groups].map(
      ([group, pictures]) => `<h2>${group}</h2>\n<div>${pictures.map(figure).join('\n')}</div>`,
    );
    writeFileSync(join(this.#folder, 'index.html'), `${HEAD}\n${sections.join('\n')}\n`);
  }
}

const HEAD = `<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><title>OneWindow 一窗</title>
<style>
  body { font: 15px sans-serif; margin: 24px; background: #f4f5f7 }
  div { display: flex; flex-wrap: wrap; gap: 16px; align-items: start }
  figure { margin: 0; background: white; padding: 8px; border: 1px solid #d5d8dd }
  img { width: 420px; max-height: 720px; object-fit: contain; object-position: top }
  figcaption { color: #444; padding-top: 4px }
</style>`;
