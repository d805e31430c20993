import type { CallFacts } from './facts.ts';

/** What came of opening the page of a call. */
export type PopResult =
  { readonly status: 'opened' } | { readonly status: 'refused'; readonly code: PopRefusal };

export const popRefusals = ['noAddress', 'badAddress', 'unknownCall', 'tooMany', 'notOpened'] as const;

export type PopRefusal = (typeof popRefusals)[number];

/** For the preview in the settings: the last call, if there was one. */
export type LastCallFacts = CallFacts | null;
