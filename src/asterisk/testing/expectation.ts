import type { RecordedPbx } from '../../ami/testing/recordings.ts';

/**
 * What a recorded session has to give on one line, as `eventTexts` writes it. `cause=16|127|127` stands for 11, 16 and 22 in turn.
 *
 * The events are those that the panel tells which gave the session's commands itself (`ourCommands`). A panel that only watches
 * tells the same but for `CallInfoChanged`: it cannot know more of an Originate than Asterisk says. Where that is not so, `watched`
 * has the difference.
 */
export interface Expectation {
  readonly scenario: string;
  /** The line's extension; 101 where nothing is said. */
  readonly line?: string;
  readonly events: readonly string[];
  /** Where a PBX makes a difference that nothing on our side can take away: what it gives there, and why. */
  readonly differs?: Difference;
  /** What a panel that gave no command tells, `CallInfoChanged` left out. */
  readonly watched?: { readonly because: string; readonly events: PerPbx };
  /** The call is over for the people, but Asterisk never says so in the recording. */
  readonly unfinished?: { readonly on: readonly RecordedPbx[]; readonly because: string };
  /** Channels that the recording leaves standing, for the same reason. */
  readonly channelsLeft?: { readonly on: readonly RecordedPbx[]; readonly because: string };
  /** Not as it should be yet; the events are what is reported today. */
  readonly knownGap?: string;
}

type PerPbx = readonly string[] | Partial<Readonly<Record<RecordedPbx, readonly string[]>>>;

interface Difference {
  readonly because: string;
  readonly on: Partial<Readonly<Record<RecordedPbx, readonly string[]>>>;
}

const pbxes: readonly RecordedPbx[] = ['11-sip', '16-pjsip', '22-pjsip'];

export function expectedEvents(expectation: Expectation, pbx: RecordedPbx): readonly string[] {
  return causesOf(expectation.differs?.on[pbx] ?? expectation.events, pbx);
}

/** `undefined`: the same as what the commanding panel tells. */
export function expectedWatched({ watched }: Expectation, pbx: RecordedPbx): readonly string[] | undefined {
  if (watched === undefined) return undefined;
  const { events } = watched;
  const texts = isList(events) ? events : events[pbx];
  return texts === undefined ? undefined : causesOf(texts, pbx);
}

function isList(events: PerPbx): events is readonly string[] {
  return Array.isArray(events);
}

function causesOf(texts: readonly string[], pbx: RecordedPbx): readonly string[] {
  return texts.map((text) =>
    text.replace(/cause=(\S+)/u, (_all, causes: string) => {
      const each = causes.split('|');
      return `cause=${each[each.length === 1 ? 0 : pbxes.indexOf(pbx)] ?? '?'}`;
    }),
  );
}
