/**
 * Whether an agent is asked what came of a call: never; asked once, until the next call; or kept in after-call work until they have said
 * it.
 */
export const dispositionRules = ['never', 'ask', 'must'] as const;
export type DispositionRule = (typeof dispositionRules)[number];

/** What came of a call, in a word or two: text for people, and nothing that a dial plan reads as syntax. */
export function isDisposition(text: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._:/+-]{0,79}$/u.test(text);
}

/**
 * Where the PBX gets it: a variable of our own, for the dial plan, or a field of the CDR that no part of Asterisk acts on. The writer of
 * actions refuses all others (`src/ami/wire/safety.ts`).
 */
export function isDispositionVariable(name: string): boolean {
  return /^(?:OFFHOOK_[A-Z0-9_]{1,40}|CDR\((?!(?:accountcode|amaflags|peeraccount)\))[a-z][a-z0-9_]{0,39}\))$/u.test(
    name,
  );
}
