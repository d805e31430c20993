import reactHooks from 'eslint-plugin-react-hooks';
import { globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const tests = ['**/*.test.ts', '**/*.test.tsx', 'e2e/**', '**/testing/**'];

/** Electron's own IPC objects are touched in one file each; everything else uses the typed contract of src/ipc. */
const rawIpc = {
  paths: [
    {
      name: 'electron',
      importNames: ['ipcMain'],
      message: 'Use main/ipc/ipc.ts, which checks sender and arguments.',
    },
    { name: 'electron', importNames: ['ipcRenderer'], message: 'Only main/preload.ts talks to ipcRenderer.' },
  ],
};
const noElectron = {
  paths: [{ name: 'electron', message: 'src/ runs without Electron: hand the thing in from main/.' }],
  patterns: [{ group: ['electron/*'], message: 'src/ runs without Electron: hand the thing in from main/.' }],
};

export default tseslint.config(
  globalIgnores(['out/', 'release/', 'test-results/', 'playwright-report/', 'node_modules/']),
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // An empty text is "no value" on the wire: || is meant.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      'no-restricted-imports': ['error', rawIpc],
    },
  },
  {
    files: ['src/**'],
    rules: {
      'no-restricted-imports': ['error', noElectron],
      'no-restricted-globals': ['error', 'window', 'document', 'navigator', 'localStorage', 'location'],
    },
  },
  {
    // The call model has no clock and no I/O: time is a field of the event.
    files: ['src/cti/**'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        'window',
        'document',
        'process',
        'setTimeout',
        'setInterval',
        'performance',
        'fetch',
        'console',
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time enters as a field of the event.' },
        { object: 'Math', property: 'random', message: 'The call model is a pure function.' },
      ],
    },
  },
  { files: ['main/ipc/ipc.ts', 'main/preload.ts'], rules: { 'no-restricted-imports': 'off' } },
  { files: ['renderer/**'], ...reactHooks.configs.flat.recommended },
  {
    files: tests,
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      'no-console': 'off',
      'no-restricted-globals': 'off',
      // Playwright's fixtures are written as async ({}, use) => ...
      'no-empty-pattern': 'off',
    },
  },
  {
    files: ['e2e/**'],
    ignores: ['e2e/expect.ts', 'e2e/app/inMain.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            ...rawIpc.paths,
            {
              name: '@playwright/test',
              importNames: ['expect'],
              message: 'Use e2e/expect.ts, which looks often.',
            },
          ],
        },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector:
            "CallExpression[callee.property.name='evaluate']:matches([callee.object.property.name='electron'], [callee.object.name='electron'])",
          message: 'Use e2e/app/inMain.ts: the answer of a plain function may be lost.',
        },
      ],
    },
  },
);
