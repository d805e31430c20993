import fc from 'fast-check';
import { vi } from 'vitest';

/*
 * A gate that says no has to say it of the change before it: `npm test` asks the property tests the same questions every time.
 * New questions are asked by `npm run fuzz`, which hands a seed in and names it where an answer is wrong.
 */
fc.configureGlobal({ seed: Number(process.env.OFFHOOK_SEED ?? 5038) });

/** A wait ends with its condition; its limit only ends a test that hangs, and a slow machine must not meet it. */
const waitLimitMs = 60_000;

// Vitest's own limit is a second.
const { waitFor, waitUntil } = vi;
vi.waitFor = (callback, options) => waitFor(callback, patient(options));
vi.waitUntil = (callback, options) => waitUntil(callback, patient(options));

function patient<Options extends { timeout?: number }>(options: number | Options | undefined): Options {
  const { timeout = 0, ...others } = typeof options === 'object' ? options : { timeout: options };
  return { ...others, timeout: Math.max(timeout, waitLimitMs) } as Options;
}

// So is the library's.
if (typeof document !== 'undefined') {
  const { configure } = await import('@testing-library/react');
  configure({ asyncUtilTimeout: waitLimitMs });
}
