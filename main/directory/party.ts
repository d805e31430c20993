import type { Call } from '../../src/cti/call.ts';
import type { ContactMatch } from '../../src/cti/people/contact.ts';
import type { CtiEvent } from '../../src/cti/event.ts';
import type { Person } from '../../src/cti/people/abandoned.ts';
import { isCallEvent } from '../../src/cti/event.ts';
import type { Line } from '../../src/cti/line.ts';
import type { FoundContact, Identified } from '../../src/directory/found.ts';

/** What is known of who has a number; undefined: nothing yet. */
export type IdentifiedOf = (number: string) => Identified | undefined;

/** A mailbox or a conference room is what the PBX says that it is. */
export function isAsked({ number, application }: Call): boolean {
  return number !== '' && application === undefined;
}

/** The one place where a call gets the name of its party: the contact's, and the PBX's is kept beside it. */
export function identifiedCall(call: Call, of: IdentifiedOf): Call {
  if (!isAsked(call)) return call;
  const identified = of(call.number);
  if (identified === undefined || identified.matches.length === 0) return call;
  const { chosen, matches } = identified;
  return {
    ...call,
    ...(matches.length > 1 ? { matches: matches.map(matchOf) } : {}),
    ...(chosen === undefined ? {} : { name: chosen.name, contact: matchOf(chosen) }),
    ...(chosen === undefined || call.name === '' || call.name === chosen.name ? {} : { pbxName: call.name }),
  };
}

export function identifiedEvent(event: CtiEvent, of: IdentifiedOf): CtiEvent {
  if (isCallEvent(event)) return { ...event, call: identifiedCall(event.call, of) };
  if (event.type === 'AnsweredElsewhere') return { ...event, by: identifiedPerson(event.by, of) };
  if (event.type !== 'ActiveCallSnapshot') return event;
  return { ...event, calls: event.calls.map((call) => identifiedCall(call, of)) };
}

export function identifiedLine(line: Line, of: IdentifiedOf): Line {
  const each = (calls: readonly Call[]): readonly Call[] => {
    const identified = calls.map((call) => identifiedCall(call, of));
    return identified.every((call, at) => call === calls[at]) ? calls : identified;
  };
  const [calls, queued] = [each(line.calls), each(line.queued)];
  return calls === line.calls && queued === line.queued ? line : { ...line, calls, queued };
}

/** A phone that has no name in the PBX has the contact's. */
function identifiedPerson(person: Person, of: IdentifiedOf): Person {
  if (person.name !== '') return person;
  const name = of(person.extension)?.chosen?.name;
  return name === undefined ? person : { ...person, name };
}

function matchOf({ source, id, name, organisation }: FoundContact): ContactMatch {
  return { source, id, name, ...(organisation === undefined ? {} : { organisation }) };
}
