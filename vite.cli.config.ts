import { defineConfig } from 'vite';

/** The command line: one ES module for Node, with what it needs in it, so that it runs from anywhere. The entry's #! stays. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: 'out/cli',
    emptyOutDir: true,
    target: 'node20.19',
    ssr: 'src/cli/offhook.ts',
    minify: false,
    rolldownOptions: {
      output: { entryFileNames: 'offhook.js', codeSplitting: false },
    },
  },
  ssr: { noExternal: true, target: 'node' },
});
