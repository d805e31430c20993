import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { join } from 'node:path';

/** As the app's own is, for the same runtimes. */
const here = import.meta.dirname;
const out = process.env.OFFHOOK_BENCH_OUT ?? join(here, 'out');

export default defineConfig({
  main: {
    build: {
      outDir: join(out, 'main'),
      target: 'node20.18',
      externalizeDeps: false,
      rolldownOptions: { input: { index: join(here, 'main.ts') } },
    },
  },
  renderer: {
    root: here,
    plugins: [react()],
    build: {
      outDir: join(out, 'renderer'),
      target: 'chrome130',
      minify: true,
      emptyOutDir: true,
      rolldownOptions: { input: { index: join(here, 'index.html') } },
    },
  },
});
