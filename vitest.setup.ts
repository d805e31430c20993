import fc from 'fast-check';

/*
 * A gate that says no has to say it of the change before it: `npm test` asks the property tests the same questions every time.
 * New questions are asked by `npm run fuzz`, which hands a seed in and names it where an answer is wrong.
 */
fc.configureGlobal({ seed: Number(process.env.OFFHOOK_SEED ?? 5038) });

// On a busy machine the settings window alone takes more than the second that the library waits.
if (typeof document !== 'undefined') {
  const { configure } = await import('@testing-library/react');
  configure({ asyncUtilTimeout: 10_000 });
}
