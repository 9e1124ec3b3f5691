import { join } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { budget } from './budget.ts';

/** A ticket machine has a weak processor: what its browser loads stays small, compressed. */
const FIRST_LOAD_BYTES = 60 * 1024;

/** The pages of the hall's devices. Their programs serve them, far from the app: they are built into a folder of their own. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [vue(), budget(FIRST_LOAD_BYTES)],
  build: {
    outDir: join(import.meta.dirname, '../iot/dist'),
    emptyOutDir: true,
    manifest: true,
    rolldownOptions: { input: join(import.meta.dirname, 'devices.html') },
    target: 'chrome109',
    assetsInlineLimit: 0,
  },
});
