import { isLink } from '../../src/cti/number/link.ts';
import type { DialNumber, NoNumberCode } from '../../src/cti/number/number.ts';
import { readLink } from '../../src/cti/number/read.ts';

export const historyFormats = ['jsonl', 'csv'] as const;
export type HistoryFormat = (typeof historyFormats)[number];

/** What a start of the app is for. */
export type StartRequest =
  /** `hidden`: started by the session, the panel stays out of sight. */
  | { readonly type: 'show'; readonly hidden: boolean }
  | ({ readonly type: 'dial' } & DialNumber)
  /** A link with several numbers: the panel asks which. */
  | { readonly type: 'dialOneOf'; readonly numbers: readonly DialNumber[] }
  /** A link without a number that could be dialled: the panel says so. */
  | { readonly type: 'refusedLink'; readonly why: NoNumberCode }
  | { readonly type: 'answer' }
  | { readonly type: 'hangUp' }
  | { readonly type: 'hold' }
  | { readonly type: 'status' }
  /** All calls of the line that are kept, for the terminal. */
  | { readonly type: 'history'; readonly format: HistoryFormat };

export type LinkRequest = Extract<StartRequest, { type: 'dial' | 'dialOneOf' | 'refusedLink' }>;

/** What is wrong with a command line. Stable codes. */
export type RequestFault =
  | { readonly code: 'badLink'; readonly why: NoNumberCode }
  | { readonly code: 'severalRequests' | 'linkWithOption' }
  | { readonly code: 'severalFormats' }
  | { readonly code: 'unknownOption'; readonly argument: string; readonly meant: string }
  | { readonly code: 'unknownArgument'; readonly argument: string };

export type RequestReading =
  | { readonly ok: true; readonly request: StartRequest }
  | { readonly ok: false; readonly fault: RequestFault };

const options: Readonly<Record<string, StartRequest>> = {
  '--answer': { type: 'answer' },
  '--hangup': { type: 'hangUp' },
  '--hold': { type: 'hold' },
  '--status': { type: 'status' },
  '--hidden': { type: 'show', hidden: true },
};

/**
 * What the arguments of this process ask for. Chromium's and Electron's own switches are no mistake and pass; one that is
 * an option of ours but for a letter is reported.
 * @param argv as the process was started with: Chromium rearranges what it hands to the first instance
 * @param fromSource Electron was started with the app's folder as its first argument (`process.defaultApp`)
 */
export function readRequest(argv: readonly string[], fromSource: boolean): RequestReading {
  const rest = argv.slice(1);
  const switches = rest.filter((argument) => argument.startsWith('-') && argument.length > 1);
  const words = rest.filter((argument) => !switches.includes(argument) && argument !== '');
  const folder = fromSource ? words.findIndex((word) => !isLink(word)) : -1;
  const given = words.filter((_word, index) => index !== folder);
  const asked = [...new Set(switches)].filter((name) => Object.hasOwn(options, name));
  if (given[0] === 'history') return historyAmong(given, asked, switches);
  if (given.length > 0) return linkAmong(given, asked);
  const [first] = asked;
  if (asked.length > 1) return { ok: false, fault: { code: 'severalRequests' } };
  const request = first === undefined ? undefined : options[first];
  if (request !== undefined) return { ok: true, request };
  const slip = slipAmong(switches);
  return slip === undefined
    ? { ok: true, request: { type: 'show', hidden: false } }
    : { ok: false, fault: slip };
}

/** `history --json` or `history --csv`; the first where neither is given. */
function historyAmong(
  [, ...more]: readonly string[],
  asked: readonly string[],
  switches: readonly string[],
): RequestReading {
  const [extra] = more;
  if (extra !== undefined) return { ok: false, fault: { code: 'unknownArgument', argument: extra } };
  if (asked.length > 0) return { ok: false, fault: { code: 'severalRequests' } };
  const isCsv = switches.includes('--csv');
  if (isCsv && switches.includes('--json')) return { ok: false, fault: { code: 'severalFormats' } };
  return { ok: true, request: { type: 'history', format: isCsv ? 'csv' : 'jsonl' } };
}

/** A link comes from a web page: nothing that stands beside it is obeyed. */
function linkAmong([word = '', ...more]: readonly string[], asked: readonly string[]): RequestReading {
  if (!isLink(word)) return { ok: false, fault: { code: 'unknownArgument', argument: word } };
  if (asked.length > 0) return { ok: false, fault: { code: 'linkWithOption' } };
  if (more.length > 0) return { ok: false, fault: { code: 'severalRequests' } };
  const request = requestOfLink(word);
  if (request.type === 'refusedLink') return { ok: false, fault: { code: 'badLink', why: request.why } };
  return { ok: true, request };
}

/** What is asked for by a link that was pressed somewhere. */
export function requestOfLink(link: string): LinkRequest {
  const reading = readLink(link);
  if (reading.kind === 'refused') return { type: 'refusedLink', why: reading.code };
  if (reading.kind === 'several') return { type: 'dialOneOf', numbers: reading.numbers };
  const { kind: _kind, ...number } = reading;
  return { type: 'dial', ...number };
}

function slipAmong(switches: readonly string[]): RequestFault | undefined {
  for (const argument of switches) {
    const meant = Object.keys(options).find((name) => isSlip(argument.toLowerCase(), name));
    if (meant !== undefined) return { code: 'unknownOption', argument, meant };
  }
  return undefined;
}

/** The same but for one letter that is missing, too many or another, for two that changed places, or for a dash or the case. */
function isSlip(typed: string, name: string): boolean {
  if (typed === name || typed === name.slice(1)) return true;
  let start = 0;
  while (start < typed.length && typed[start] === name[start]) start += 1;
  const [a, b] = [typed.slice(start), name.slice(start)];
  const swapped = a.length > 1 && `${a.slice(1, 2)}${a.slice(0, 1)}${a.slice(2)}` === b;
  return a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1) || swapped;
}
