import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { hasChromium, launch } from '../test/browser/support.ts';
import { freePort, startLocal } from '../test/support/stack.ts';
import { play } from './gallery/play.ts';
import { PAGES } from './gallery/pages.ts';
import { Album } from './gallery/pictures.ts';
import { routedPaths } from './gallery/routes.ts';
import { groupOf, shootDevice } from './gallery/shoot-devices.ts';
import { shootPage, type Studio } from './gallery/shoot-pages.ts';
import { shootPapers } from './gallery/shoot-papers.ts';
import { DEVICE_NAMES, TODAY, World } from './gallery/world.ts';
import { runTool } from './run-tool.ts';
import { UsageError } from './tables-at.ts';

const HELP = `npm run gallery -- [options]    pictures of every page in its states, with the data of two mornings

  --out DIR      where the pictures and their index.html go (default .cache/gallery)
  --only NAMES   only pages whose names begin so, with commas: counter,office-case,device-kiosk,paper
  --again        plays nothing anew: the pages show what the last run left in DIR/data

Exit code 1: a page of the router is in no picture, or a page could not be shown.`;

/** When the pictures are taken, a while after the last act that was played. */
const NOW = `${TODAY}T10:20:00.000+08:00`;

const readFlags = (args: string[]) => {
  const string = { type: 'string' } as const;
  const boolean = { type: 'boolean' } as const;
  const options = { out: string, only: string, again: boolean, help: boolean };
  const { values } = parseArgs({ args, options });
  if (values.help) throw new UsageError(HELP);
  const only = values.only?.split(',') ?? [''];
  return {
    out: values.out ?? join(import.meta.dirname, '../.cache/gallery'),
    wanted: (name: string): boolean => only.some((part) => name.startsWith(part)),
    isAgain: values.again === true,
  };
};

const log = (text: string): void => void process.stdout.write(`${text}\n`);

const missingPages = async (): Promise<readonly string[]> => {
  const shown = new Set(PAGES.map(({ route }) => route));
  return (await routedPaths()).filter((path) => !shown.has(path));
};

const worldIn = async (dataDir: string, isAgain: boolean): Promise<World> => {
  const file = join(dataDir, 'world.json');
  if (isAgain && existsSync(file)) return World.parse(JSON.parse(readFileSync(file, 'utf8')));
  rmSync(dataDir, { recursive: true, force: true });
  const world = await play(dataDir, log);
  writeFileSync(file, JSON.stringify(world));
  return world;
};

type Flags = ReturnType<typeof readFlags>;

/** Goes on where one page fails, so that the others are seen; answers how many have. */
const shoot = async (studio: Studio, { out, wanted }: Flags, endpoint: string): Promise<number> => {
  let failed = 0;
  const attempt = async (name: string, take: () => Promise<void>): Promise<void> => {
    if (!wanted(name)) return;
    try {
      await take();
    } catch (error) {
      failed += 1;
      console.error(`${name}:`, error);
    }
  };
  for (const entry of PAGES) await attempt(entry.name, () => shootPage(studio, entry));
  await attempt('paper', () => shootPapers(studio));
  for (const device of DEVICE_NAMES) {
    const home = join(out, 'devices');
    await attempt(groupOf(device), () => shootDevice(studio, device, home, endpoint));
  }
  return failed;
};

await runTool(async (args) => {
  const flags = readFlags(args);
  if (!hasChromium) throw new UsageError('no Chromium: set CHROMIUM to its path');
  const missing = await missingPages();
  if (missing.length > 0) {
    console.error(`in no picture: ${missing.join(', ')} (scripts/gallery/pages.ts)`);
    return 1;
  }
  const dataDir = join(flags.out, 'data');
  const world = await worldIn(dataDir, flags.isAgain);
  const mqttPort = await freePort();
  const stack = await startLocal({ dataDir, now: NOW, mqttPort });
  const browser = await launch();
  const album = new Album(flags.out);
  try {
    const studio = { browser, stack, now: NOW, world, album };
    const failed = await shoot(studio, flags, `mqtts://localhost:${mqttPort}`);
    album.writeIndex();
    log(`${album.count} pictures in ${flags.out}, ${failed} pages that could not be shown`);
    return failed === 0 ? 0 : 1;
  } finally {
    await browser.close();
    await stack.stop();
  }
});
