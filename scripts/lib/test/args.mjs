// @ts-check

/**
 * @typedef {{ unit: boolean, e2e: boolean, forwarded: string[] }} TestArgs `forwarded`: for the test runner
 */

export const usage = `npm test                                     everything
npm run test:unit -- [FILTER ...]            unit tests, as Vitest takes the arguments
npm run test:e2e -- [FILE ...] [-g TITLE]    end-to-end tests, as Playwright takes the arguments
npm run test:quick                           what changed: types, lint, unit tests, three end-to-end tests
npm run test:stress -- [RUNS]                whole runs on a busy machine
`;

/**
 * What the arguments of scripts/test.mjs ask for. What is not its own is the runner's; a `--` before it may be left out.
 * @param {readonly string[]} argv
 * @returns {TestArgs | undefined} undefined when they cannot be meant
 */
export function testArgs(argv) {
  const rest = [...argv];
  /** @type {string | undefined} */
  let only;
  if (rest[0] === '--only') {
    [, only] = rest.splice(0, 2);
    if (only !== 'unit' && only !== 'e2e') return undefined;
  }
  if (rest[0] === '--') rest.shift();
  // two runners understand no argument alike
  if (only === undefined && rest.length > 0) return undefined;
  return { unit: only !== 'e2e', e2e: only !== 'unit', forwarded: rest };
}

/**
 * What the arguments of scripts/test-stress.mjs ask for.
 * @param {readonly string[]} argv
 * @returns {{ runs: number, forwarded: string[] } | undefined}
 */
export function stressArgs(argv) {
  const [first = '3', ...rest] = argv[0] === '--runs' ? argv.slice(1) : argv;
  if (!/^[1-9]\d?$/.test(first) || (rest.length > 0 && rest[0] !== '--')) return undefined;
  return { runs: Number(first), forwarded: rest.slice(1) };
}
