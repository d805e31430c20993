import { beforeEach, describe, expect, it, vi } from 'vitest';
import { recordedPbxes, type RecordedPbx } from '../../../ami/testing/recordings.ts';
import { AmiError } from '../../../ami/wire/error.ts';
import type { AmiPacket } from '../../../ami/wire/packet.ts';
import type { LogEntry } from '../../../world/edges.ts';
import { packet } from '../../testing/packets.ts';
import type { LampLink } from './lampQuestions.ts';
import { LampWatch } from './lampWatch.ts';
import { RecordedLink } from './testing/recordedLink.ts';

let log: LogEntry[] = [];
let watch: LampWatch;
let changes = 0;

beforeEach(() => {
  log = [];
  changes = 0;
});

function watching(extensions: readonly string[], context = 'hints'): void {
  watch = new LampWatch({ context, log: (entry) => log.push(entry), onChanged: () => (changes += 1) });
  watch.watch(extensions);
}

const lamps = (): Record<string, string> =>
  Object.fromEntries(watch.report.lamps.map(({ extension, state }) => [extension, state]));

async function opened(link: LampLink): Promise<void> {
  watch.open(link);
  await vi.waitFor(() => expect(watch.report.denial).not.toBe('notConnected'));
}

/** The states that a lamp goes through, each once. */
function story(extension: string, events: readonly AmiPacket[]): string[] {
  const seen = [lamps()[extension]!];
  for (const event of events) {
    watch.hear(event);
    const now = lamps()[extension]!;
    if (now !== seen.at(-1)) seen.push(now);
  }
  return seen;
}

describe.each(recordedPbxes)('the lamps of %s', (pbx) => {
  it('are asked for after a login, and follow the calls', async () => {
    const link = new RecordedLink(pbx, '18-snapshots');
    if (pbx === '11-sip') link.denied = ['ExtensionStateList', 'DeviceStateList'];
    watching(['101', '102', '103']);
    await opened(link);
    expect(lamps()).toEqual({ '101': 'talking', '102': 'ringing', '103': 'unavailable' });
    for (const event of link.eventsAfter('ExtensionState')) watch.hear(event);
    expect(lamps()).toEqual({ '101': 'free', '102': 'free', '103': 'unavailable' });
    expect(link.asked).toEqual(
      pbx === '11-sip'
        ? ['ExtensionState 101 hints', 'ExtensionState 102 hints', 'ExtensionState 103 hints']
        : ['ExtensionStateList'],
    );
  });

  it('are asked for one by one where a list is refused', async () => {
    const link = new RecordedLink(pbx, '18-snapshots');
    const refuse = (): Promise<never> => Promise.reject(new AmiError('refused', 'Invalid/unknown command'));
    const known = { may: link.may, send: link.send, list: refuse };
    watching(['101', '102', '103']);
    await opened(known);
    expect(lamps()).toEqual({ '101': 'talking', '102': 'ringing', '103': 'unavailable' });
  });

  it('tell of a phone that registers, rings, talks and unregisters', async () => {
    watching(['103']);
    const start = new RecordedLink(pbx, '18-snapshots');
    if (pbx === '11-sip') start.denied = ['ExtensionStateList'];
    await opened(start);
    const { events } = new RecordedLink(pbx, '22-phone-registers');
    expect(story('103', events)).toEqual([
      'unavailable',
      'free',
      'ringing',
      'talking',
      'free',
      'unavailable',
    ]);
  });

  it('say talking, too, of who is put on hold', async () => {
    watching(pbx === '11-sip' ? ['101'] : ['201']);
    const start = new RecordedLink(pbx, '18-snapshots');
    if (pbx === '11-sip') start.denied = ['ExtensionStateList'];
    await opened(start);
    const { events } = new RecordedLink(pbx, '01-outgoing-hold-unhold-hangup');
    const [extension] = Object.keys(lamps());
    expect(story(extension!, events)).toEqual(['talking', 'ringing', 'talking', 'free']);
  });
});

describe.each(['16-pjsip', '22-pjsip'] as const)('do not disturb on %s', (pbx: RecordedPbx) => {
  it('is a state of its own, by a device or by the presence of who sits there', async () => {
    const link = new RecordedLink(pbx, '94-do-not-disturb');
    watching(['103', '104', '999'], 'from-internal');
    await opened(link);
    expect(lamps()).toEqual({ '103': 'free', '104': 'unavailable', '999': 'unknown' });
    const events = link.eventsAfter('PresenceState');
    // A change comes as two events, the hint's and the device's, in either order: between them the phone looks busy.
    const lasting = story('103', events).filter((state) => state !== 'talking');
    const [quiet, rang] = ['doNotDisturb', 'ringing'];
    expect(lasting).toEqual(
      pbx === '16-pjsip'
        ? ['free', quiet, 'free', quiet, rang, quiet]
        : ['free', quiet, 'free', quiet, 'free', quiet, rang, quiet, 'free'],
    );
    // Asterisk 16 has not said that the presence was taken back: it was asked for again.
    await vi.waitFor(() => expect(lamps()).toMatchObject({ '103': 'free' }));
    expect(link.asked.slice(0, 3)).toEqual([
      'ExtensionStateList',
      'DeviceStateList',
      'PresenceState CustomPresence:103',
    ]);
  });

  it('is seen where the device is not reported, for the hint is busy then', async () => {
    const link = new RecordedLink(pbx, '94-do-not-disturb');
    link.denied = ['DeviceStateList', 'PresenceState'];
    watching(['103'], 'from-internal');
    await opened(link);
    const events = link.events.filter(({ event }) => event === 'ExtensionStatus');
    expect(story('103', events)).toEqual([
      'free',
      'doNotDisturb',
      'free',
      'doNotDisturb',
      'ringing',
      'doNotDisturb',
      'free',
    ]);
  });

  it('leaves the phones behind the hint to be picked up', async () => {
    const link = new RecordedLink(pbx, '94-do-not-disturb');
    watching(['103', '104'], 'from-internal');
    await opened(link);
    expect([...watch.phones]).toEqual([
      ['PJSIP/103', '103'],
      ['PJSIP/104', '104'],
    ]);
    for (const event of link.events) watch.hear(event);
    // Past the reload of the dial plan, too, in which hints are empty for a moment.
    expect([...watch.phones]).toHaveLength(2);
  });
});

describe('without an extension to watch', () => {
  it('nothing is asked and no packet is looked at', () => {
    const link = new RecordedLink('22-pjsip', '18-snapshots');
    watching([]);
    watch.open(link);
    const unread = {
      get event(): never {
        throw new Error('looked at');
      },
    } as unknown as AmiPacket;
    watch.hear(unread);
    expect(link.asked).toEqual([]);
    expect(changes).toBe(0);
  });

  it('any more, what was known is forgotten', async () => {
    const link = new RecordedLink('22-pjsip', '18-snapshots');
    watching(['101']);
    await opened(link);
    watch.watch([]);
    expect(watch.report.lamps).toEqual([]);
    watch.watch(['101']);
    expect(lamps()).toEqual({ '101': 'unknown' });
    await vi.waitFor(() => expect(lamps()).toEqual({ '101': 'talking' }));
  });
});

describe('a link', () => {
  it('that is lost leaves nothing known, and the next asks again', async () => {
    const link = new RecordedLink('22-pjsip', '18-snapshots');
    watching(['101', '102']);
    await opened(link);
    watch.close();
    expect(watch.report).toMatchObject({ denial: 'notConnected' });
    expect(lamps()).toEqual({ '101': 'unknown', '102': 'unknown' });
    await opened(link);
    expect(lamps()).toEqual({ '101': 'talking', '102': 'ringing' });
    expect(link.asked).toEqual(['ExtensionStateList', 'ExtensionStateList']);
  });

  it('whose account may not see lamps says so once', async () => {
    const link = new RecordedLink('22-pjsip', '18-snapshots');
    link.denied = ['ExtensionStateList', 'ExtensionState'];
    watching(['101', '102']);
    await opened(link);
    expect(watch.report).toEqual({
      denial: 'rightMissing',
      lamps: [
        { extension: '101', state: 'unknown' },
        { extension: '102', state: 'unknown' },
      ],
    });
    watch.watch(['101', '102', '103']);
    watch.lookAgain();
    await vi.waitFor(() => expect(watch.report.lamps).toHaveLength(3));
    expect(log.filter(({ what }) => what === 'lamps denied')).toHaveLength(1);
    expect(link.asked).toEqual([]);
    link.denied = [];
    watch.lookAgain();
    await vi.waitFor(() => expect(lamps()['101']).toBe('talking'));
    expect(watch.report.denial).toBeUndefined();
  });

  it('that breaks while it is asked leaves the lamps unknown', async () => {
    const broken = new AmiError('disconnected', 'gone');
    const link = { may: () => true, send: () => Promise.reject(broken), list: () => Promise.reject(broken) };
    watching(['101']);
    watch.open(link);
    await vi.waitFor(() => expect(log).toMatchObject([{ what: 'lamps not asked' }]));
    expect(lamps()).toEqual({ '101': 'unknown' });
  });
});

const hint = (exten: string, context: string, device: string, status: number): AmiPacket =>
  packet(`Event: ExtensionStatus
    Exten: ${exten}
    Context: ${context}
    Hint: ${device}
    Status: ${status}`);

function listing(items: readonly AmiPacket[], answers: Readonly<Record<string, AmiPacket>> = {}): LampLink {
  const response = packet('Response: Success');
  return {
    may: () => true,
    list: () => Promise.resolve({ response, items: [...items], complete: true }),
    send: ({ fields }) => Promise.resolve(answers[String(fields[0]?.[1])] ?? response),
  };
}

describe('two sites on one PBX', () => {
  const items = [hint('101', 'site-a', 'PJSIP/a101', 0), hint('101', 'site-b', 'PJSIP/b101', 1)];

  it('have lamps of their own where an extension is dialled', async () => {
    watching(['101'], 'site-b');
    await opened(listing(items));
    expect(lamps()).toEqual({ '101': 'talking' });
    watch.hear(hint('101', 'site-a', 'PJSIP/a101', 8));
    expect(lamps()).toEqual({ '101': 'talking' });
    watch.hear(hint('101', 'site-b', 'PJSIP/b101', 8));
    expect(lamps()).toEqual({ '101': 'ringing' });
  });

  it('are asked about where the context that is dialled in includes one of them', async () => {
    watching(['101'], 'from-b');
    await opened(listing(items, { '101': hint('101', 'from-b', 'PJSIP/b101', 1) }));
    expect(lamps()).toEqual({ '101': 'talking' });
    watch.hear(hint('101', 'site-a', 'PJSIP/a101', 8));
    expect(lamps()).toEqual({ '101': 'talking' });
    watch.hear(hint('101', 'site-b', 'PJSIP/b101', 0));
    expect(lamps()).toEqual({ '101': 'free' });
  });
});

describe('an event', () => {
  it('that comes between an answer and its taking is newer than the answer', async () => {
    watching(['101'], 'hints');
    const link = listing([hint('101', 'hints', 'PJSIP/101', 8)]);
    watch.open(link);
    watch.hear(hint('101', 'hints', 'PJSIP/101', 1));
    await vi.waitFor(() => expect(watch.report.denial).toBeUndefined());
    expect(lamps()).toEqual({ '101': 'talking' });
  });

  it('about a hint that was not there before is asked about', async () => {
    watching(['105'], 'hints');
    const items: AmiPacket[] = [];
    const link = listing([]);
    await opened({
      ...link,
      list: async () => ({ ...(await link.list({ name: 'ExtensionStateList', fields: [] })), items }),
    });
    expect(lamps()).toEqual({ '105': 'unknown' });
    items.push(hint('105', 'hints', 'PJSIP/105', 0));
    watch.hear(hint('105', 'hints', '', 0));
    await vi.waitFor(() => expect(lamps()).toEqual({ '105': 'free' }));
  });

  it('that changes nothing is not reported', async () => {
    watching(['101'], 'hints');
    await opened(listing([hint('101', 'hints', 'PJSIP/101', 1)]));
    const before = changes;
    watch.hear(hint('101', 'hints', 'PJSIP/101', 16));
    watch.hear(hint('777', 'hints', 'PJSIP/777', 16));
    expect(changes).toBe(before);
  });
});

describe('200 favourites on a PBX that lists no hints', () => {
  it('are asked for a few at a time', async () => {
    const extensions = Array.from({ length: 200 }, (_each, index) => String(1000 + index));
    let waiting = 0;
    let most = 0;
    watching(extensions);
    await opened({
      may: (action) => action === 'ExtensionState',
      list: () => Promise.reject(new Error('not asked')),
      send: async ({ fields }) => {
        most = Math.max(most, (waiting += 1));
        await Promise.resolve();
        waiting -= 1;
        return hint(String(fields[0]?.[1]), 'hints', 'SIP/x', 0);
      },
    });
    expect(new Set(Object.values(lamps()))).toEqual(new Set(['free']));
    expect(most).toBeLessThanOrEqual(20);
  });
});
