import type { Call } from '../cti/call.ts';
import { type DialRules, e164Number } from '../cti/number/dialRules.ts';
import { withoutTurns } from '../cti/text.ts';

/** What is told of a call, whichever line and phone system it is on. `contactId` is the id in the source of the directory that has the number. */
export const factNames = [
  'number',
  'e164',
  'name',
  'called',
  'queue',
  'direction',
  'uniqueid',
  'linkedid',
  'contactId',
  'extension',
  'firstCaller',
] as const;

/** What the directory knows better than the phone system, and a moment later. */
export const directoryFacts: readonly string[] = ['name', 'contactId'] satisfies (typeof factNames)[number][];

export type FactName = (typeof factNames)[number];

/** The facts of a call by name: those above and the packet fields that the settings name. Texts on one line, of a bearable length. */
export type CallFacts = Readonly<Record<string, string>>;

/** Windows opens no address of more than about 2,000 characters, and a name may need nine for each of its own. */
const longest = 120;

/**
 * @param firstCaller the number of the one whom the call is about: of the customer, where a colleague is asked for them
 * @param fields names of packet fields to add; one that has the name of a fact is not
 */
export function factsOf(
  call: Call,
  firstCaller: string,
  rules: DialRules,
  fields: readonly string[],
): CallFacts {
  const own: Record<FactName, string> = {
    number: call.number,
    e164: e164Number(call.number, rules),
    name: call.name,
    called: call.direction === 'incoming' ? (call.did ?? call.line) : call.number,
    queue: call.queue ?? '',
    direction: call.direction,
    uniqueid: call.uniqueId,
    linkedid: call.linkedId ?? '',
    contactId: call.contact?.id ?? '',
    extension: call.line,
    firstCaller,
  };
  const others = fields.map((field) => [field, call.privateData?.[field] ?? ''] as const);
  return Object.fromEntries([...others, ...Object.entries(own)].map(([name, text]) => [name, cleaned(text)]));
}

/** Whether there is a fact of that name. */
export function isFact(name: string, fields: readonly string[]): boolean {
  return (factNames as readonly string[]).includes(name) || fields.includes(name);
}

/** A call that there might be, for a preview before there was one. */
export const exampleFacts: Readonly<Record<FactName, string>> = {
  number: '+15550123456',
  e164: '+15550123456',
  name: 'Mary O’Neill & Sons',
  called: '5001',
  queue: 'support',
  direction: 'incoming',
  uniqueid: '1733000000.42',
  linkedid: '1733000000.41',
  contactId: '4711',
  extension: '101',
  firstCaller: '+15550123456',
};

/** Neither steers a terminal nor turns a line, and is well-formed Unicode: half a character cannot be percent-encoded. */
function cleaned(text: string): string {
  const plain = withoutTurns(text).replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '');
  return Array.from(plain.replace(/\p{Surrogate}/gu, '\ufffd'))
    .slice(0, longest)
    .join('');
}
