import { beforeEach, describe, expect, it } from 'vitest';
import type { Call } from '../../src/cti/call.ts';
import { type CommandResult, type CtiCommand, done, refused } from '../../src/cti/command.ts';
import { noDialRules } from '../../src/cti/number/dialRules.ts';
import type { NumberReading } from '../../src/cti/number/number.ts';
import { readNumber } from '../../src/cti/number/read.ts';
import type { PaletteView } from '../../src/ipc/palette.ts';
import { words } from '../../src/words/words.ts';
import { DeskPresses } from '../desktop/presses.ts';
import { aCall, aLine, talking } from '../desktop/testing/calls.ts';
import type { Note } from '../ringing/note.ts';
import { Palette } from './palette.ts';
import type { Person } from './people.ts';

let calls: readonly Call[];
let nowMs: number;
let selected: NumberReading;
let isShown: boolean;
let rows: number;
let executed: CtiCommand[];
let answer: (command: CtiCommand) => Promise<CommandResult>;
let opened: string[];
let views: PaletteView[];
let notes: Note[];
let contacts: (name: string) => Promise<readonly Person[]>;

beforeEach(() => {
  calls = [];
  nowMs = 10_000;
  selected = readNumber('');
  isShown = false;
  rows = 0;
  executed = [];
  answer = () => Promise.resolve(done);
  opened = [];
  views = [];
  notes = [];
  contacts = () => Promise.resolve([]);
});

const recent = {
  id: 'r',
  direction: 'incoming',
  number: '102',
  name: 'Kim Berg',
  startedAt: 0,
  talkMs: 0,
  holdMs: 0,
} as const;

function aPalette(): { palette: Palette; happen: (now: readonly Call[]) => void } {
  const line = () => aLine(calls, { features: { can: ['MakeCall', 'SetAgentState'], denied: {} } });
  const presses = new DeskPresses({
    line: {
      snapshot: line,
      execute: (command) => {
        executed.push(command);
        return answer(command);
      },
    },
    nowMs: () => nowMs,
  });
  const palette = new Palette({
    line: {
      snapshot: () => ({
        revision: 1,
        monoMs: nowMs,
        line: line(),
        agentName: '',
        pbx: { kind: 'asterisk', name: 'pbx' },
        dialRules: { ...noDialRules, outsidePrefix: '0', internationalPrefix: '00' },
        recent: [recent],
      }),
    },
    presses,
    favourites: () => [],
    contacts,
    settings: () => ({ pauseReasons: ['Lunch'], secondCall: 'ask' }),
    numberSelected: () => Promise.resolve(selected),
    window: {
      get isShown() {
        return isShown;
      },
      show: (count) => {
        isShown = true;
        rows = count;
        return Promise.resolve();
      },
      resize: (count) => (rows = count),
      hide: () => (isShown = false),
    },
    onOpened: (text) => opened.push(text),
    onView: (view) => views.push(view),
    tell: (note) => notes.push(note),
    words: words('en'),
  });
  return {
    palette,
    happen: (now) => {
      calls = now;
      presses.follow({ calls });
      palette.follow();
    },
  };
}

const keyOf = (view: PaletteView, index = 0): string => view.deeds[index]?.key ?? 'none';
const inTalk = (id: string, name: string): Call =>
  aCall({ ...talking, id, name, features: { can: ['DropCall', 'HoldCall'], denied: {} } });

describe('the quick command', () => {
  it('opens with the number that is selected elsewhere, and closes by the same key', async () => {
    const { palette } = aPalette();
    selected = readNumber('Tel.: +44 20 7946 0958');
    await palette.toggle();
    expect(opened).toEqual(['+442079460958']);
    expect(isShown).toBe(true);
    expect(rows).toBe(1);
    await palette.toggle();
    expect(isShown).toBe(false);
    selected = readNumber('');
    await palette.toggle();
    expect(palette.start()).toBe('');
  });

  it.each([
    ['olga', ['olga']],
    ['call olga', ['call olga', 'olga']],
  ])('finds contacts once they are looked up: %s', async (text, looked) => {
    const asked: string[] = [];
    contacts = (name) => {
      asked.push(name);
      return Promise.resolve(name === 'olga' ? [{ name: 'Olga Winter', number: '+4930901821' }] : []);
    };
    const { palette } = aPalette();
    await palette.toggle();
    asked.length = 0;
    expect(palette.read(text).deeds.map((deed) => deed.text)).not.toContain('Call Olga Winter');
    await expect.poll(() => views.at(-1)?.deeds.map((deed) => deed.text)).toContain('Call Olga Winter');
    expect(asked).toEqual(looked);
  });

  it('shows nothing of a name that is no longer typed', async () => {
    let answer: (found: readonly Person[]) => void = () => undefined;
    contacts = () => new Promise((resolve) => (answer = resolve));
    const { palette } = aPalette();
    await palette.toggle();
    palette.read('olga');
    palette.read('102');
    answer([{ name: 'Olga Winter', number: '+4930901821' }]);
    await Promise.resolve();
    expect(views).toEqual([]);
  });

  it('lets one of several selected numbers be chosen', async () => {
    const { palette } = aPalette();
    selected = readNumber('030 901820 or 0171 1234567');
    await palette.toggle();
    const view = palette.read(opened[0] ?? '');
    expect(view.isSure).toBe(false);
    expect(view.deeds.map(({ text }) => text)).toEqual(['Call 030901820', 'Call 01711234567']);
  });

  it('says exactly what is done and to whom, and what is dialled for it', () => {
    const { palette, happen } = aPalette();
    happen([inTalk('a', 'Maria Svensson')]);
    expect(palette.read('kim').deeds).toEqual([
      {
        key: expect.any(String) as string,
        text: 'Call Kim Berg',
        facts: ['102', 'after holding the call you are in'],
      },
    ]);
    expect(palette.read('+46 8 123').deeds[0]?.facts).toEqual([
      'Dials 000468123',
      'after holding the call you are in',
    ]);
    expect(palette.read('end').deeds[0]?.text).toBe('Hang up Maria Svensson');
    expect(palette.read('park').deeds[0]?.denied?.code).toBe('commandInProgress');
  });

  it('does what was chosen, and says so', async () => {
    const { palette } = aPalette();
    const outcome = await palette.act(keyOf(palette.read('kim')));
    expect(executed).toEqual([{ type: 'MakeCall', number: '102' }]);
    expect(outcome).toEqual({ status: 'done', text: 'Done: Call Kim Berg' });
  });

  it('warns of a code before it is sent', () => {
    const { palette } = aPalette();
    expect(palette.read('*21#').deeds[0]?.warning).toContain('Press Enter again');
    expect(palette.read('102').deeds[0]?.warning).toBeUndefined();
  });

  it('does nothing that the text does not mean, whatever its page asks', async () => {
    const { palette } = aPalette();
    const kim = keyOf(palette.read('kim'));
    palette.read('lunch');
    expect(await palette.act(kim)).toMatchObject({ status: 'failed', trouble: { code: 'otherParty' } });
    expect(await palette.act('{"type":"MakeCall"}')).toMatchObject({ status: 'failed' });
    expect(executed).toEqual([]);
  });

  it('acts once, however often it is asked', async () => {
    const { palette } = aPalette();
    let settle: (result: CommandResult) => void = () => undefined;
    answer = () => new Promise((resolve) => (settle = resolve));
    const key = keyOf(palette.read('kim'));
    const first = palette.act(key);
    expect(await palette.act(key)).toMatchObject({ trouble: { code: 'commandInProgress' } });
    settle(done);
    await first;
    expect(executed).toHaveLength(1);
  });

  it('reports an error with its code, by a notification where the window is gone', async () => {
    const { palette } = aPalette();
    answer = () => Promise.resolve(refused('unknownNumber', 'no extension'));
    await palette.toggle();
    const failed = { status: 'failed', trouble: { code: 'unknownNumber', detail: 'no extension' } };
    expect(await palette.act(keyOf(palette.read('999')))).toMatchObject(failed);
    expect(notes).toEqual([]);
    palette.close();
    expect(await palette.act(keyOf(palette.read('999')))).toMatchObject(failed);
    expect(notes).toHaveLength(1);
  });
});

describe('while the line changes', () => {
  it('the rows follow, and a press that was for somebody else does not count', async () => {
    const { palette, happen } = aPalette();
    happen([inTalk('a', 'Kim')]);
    await palette.toggle();
    const forKim = keyOf(palette.read('end'));
    nowMs += 5000;
    happen([inTalk('b', 'Maria')]);
    const forMaria = views.at(-1);
    expect(forMaria?.deeds[0]?.text).toBe('Hang up Maria');
    expect(await palette.act(forKim)).toMatchObject({ trouble: { code: 'otherParty' } });
    expect(await palette.act(keyOf(forMaria!))).toMatchObject({
      trouble: { code: 'otherParty' },
    });
    expect(executed).toEqual([]);
    nowMs += 1300;
    expect(await palette.act(keyOf(forMaria!))).toMatchObject({ status: 'done' });
    expect(executed).toEqual([{ type: 'DropCall', callId: 'b' }]);
  });

  it('who types after the change means what is there', async () => {
    const { palette, happen } = aPalette();
    happen([inTalk('a', 'Kim')]);
    await palette.toggle();
    palette.read('end');
    happen([inTalk('b', 'Maria')]);
    expect(await palette.act(keyOf(palette.read('hold')))).toMatchObject({ status: 'done' });
  });

  it('nothing is reported where nothing of it changes, or the window is not there', async () => {
    const { palette, happen } = aPalette();
    palette.read('kim');
    happen([inTalk('a', 'Kim')]);
    expect(views).toEqual([]);
    await palette.toggle();
    palette.read('lunch');
    happen([]);
    expect(views).toEqual([]);
  });
});
