import { join } from 'node:path';
import vue from '@vitejs/plugin-vue';
import elementPlus from 'unplugin-element-plus/vite';
import { defineConfig } from 'vite';
import { budget } from './budget.ts';

/** First load of any page before somebody touches it, compressed. */
const FIRST_LOAD_BYTES = 350 * 1024;

export default defineConfig({
  root: import.meta.dirname,
  plugins: [vue(), elementPlus({}), budget(FIRST_LOAD_BYTES)],
  build: {
    outDir: join(import.meta.dirname, 'dist'),
    emptyOutDir: true,
    manifest: true,
    // The last Chromium for Windows 7, which halls still have.
    target: 'chrome109',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1000,
  },
});
