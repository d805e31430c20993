import { kindOf } from '../cti/number/number.ts';

/** What a page may dial without asking. Patterns are those of a dial plan: `X` 0-9, `Z` 1-9, `N` 2-9, `.` one or more, `!` none or more. */
export interface PageDialRules {
  readonly allow: readonly string[];
  readonly deny: readonly string[];
  /** The agent is asked first; by default premium and international numbers. */
  readonly ask: readonly string[];
}

export type DialVerdict = 'allow' | 'ask' | 'deny';

/** Premium rates as most of Europe and North America write them, and everything that leaves the country. */
export const defaultPageDialRules: PageDialRules = {
  allow: [],
  deny: [],
  ask: ['+!', '00!', '011!', '0900!', '1900!', '090!'],
};

/** Deny goes before ask, and a more telling allow before both: an allow pattern is somebody's deliberate exception. */
export function verdictOn(number: string, { allow, deny, ask }: PageDialRules): DialVerdict {
  const matches = (patterns: readonly string[]): boolean =>
    patterns.some((pattern) => regex(pattern).test(number));
  if (matches(allow)) return 'allow';
  if (matches(deny)) return 'deny';
  // What makes the PBX do something (forward calls, hide the number) is nothing that a page asks for without the agent.
  return matches(ask) || kindOf(number) === 'code' ? 'ask' : 'allow';
}

const letters: Readonly<Record<string, string>> = {
  X: '[0-9]',
  Z: '[1-9]',
  N: '[2-9]',
  '.': '.+',
  '!': '.*',
};

/** Each character is one of the five letters or stands for itself. */
function regex(pattern: string): RegExp {
  const body = pattern.replace(
    /./gu,
    (letter) => letters[letter] ?? letter.replace(/[^0-9A-Za-z]/g, String.raw`\$&`),
  );
  return new RegExp(`^${body}$`);
}
