import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/cti/outcome.ts';
import { aCall } from '../desktop/testing/calls.ts';
import { words } from '../../src/words/words.ts';
import { isMissed } from '../../src/cti/outcome.ts';
import { missedNote, type Note, ringingNote, troubleNote } from './note.ts';
import { NoteBoard } from './noteBoard.ts';

const t = words('en').t;

describe('ringingNote', () => {
  it('reports name, number and queue of what rings', () => {
    expect(ringingNote(aCall({ queue: 'support' }), t)).toEqual({
      id: 'ringing a',
      kind: 'ringing',
      title: 'Incoming call',
      body: 'Maria Svensson\n+442079460958\nvia support',
      onClick: { type: 'showPanel', callId: 'a' },
      buttons: [
        { text: 'Answer', action: { type: 'command', command: { type: 'AnswerCall', callId: 'a' } } },
        { text: 'Decline', action: { type: 'command', command: { type: 'DropCall', callId: 'a' } } },
      ],
    });
  });

  it('says a number once, and that there is none', () => {
    const calls = [aCall({ id: 'a', name: '' }), aCall({ id: 'b', name: '', number: '' })];
    expect(calls.map((call) => ringingNote(call, t).body)).toEqual(['+442079460958', 'Number withheld']);
  });

  it('offers what would work', () => {
    const note = ringingNote(aCall({ features: { can: ['DropCall'], denied: {} } }), t);
    expect(note.buttons.map(({ text }) => text)).toEqual(['Decline']);
  });
});

describe('troubleNote', () => {
  it('says why, with a code, and leads to the call', () => {
    expect(troubleNote('Why.', 'answerOnPhone', 'a', t)).toMatchObject({
      title: 'That did not work',
      body: 'Why.\nOH-answerOnPhone',
      onClick: { type: 'showPanel', callId: 'a' },
    });
  });
});

describe('missedNote', () => {
  const ended = (outcome: Outcome): ReturnType<typeof aCall> =>
    aCall({ state: 'ended', phase: 'ended', outcome });

  it.each<[Outcome, boolean]>([
    ['noAnswer', true],
    ['cancelled', true],
    ['busy', true],
    ['failed', true],
    ['answered', false],
    ['answeredElsewhere', false],
    ['rejected', false],
    ['transferred', false],
  ])('%s', (outcome, missed) => {
    expect(isMissed(ended(outcome))).toBe(missed);
    expect(missedNote(ended(outcome), t) !== undefined).toBe(missed);
    expect(isMissed({ direction: 'outgoing', outcome })).toBe(false);
  });

  it('calls back, where there is a number', () => {
    expect(missedNote(ended('noAnswer'), t)?.onClick).toEqual({ type: 'dial', number: '+442079460958' });
    for (const number of ['', 'anonymous', '1;2']) {
      expect(missedNote({ ...ended('noAnswer'), number }, t)).toMatchObject({
        onClick: { type: 'showPanel' },
        buttons: [],
      });
    }
  });
});

describe('NoteBoard', () => {
  const seen: string[] = [];
  const board = (): NoteBoard => {
    seen.length = 0;
    return new NoteBoard(({ id }) => {
      seen.push(`+${id}`);
      return { withdraw: () => seen.push(`-${id}`) };
    });
  };
  const note = (id: string, body = ''): Note => ({
    id,
    kind: 'ringing',
    title: '',
    body,
    onClick: { type: 'showPanel' },
    buttons: [],
  });

  it('shows each once, and withdraws what rings no more', () => {
    const notes = board();
    notes.ringing([note('a')]);
    notes.ringing([note('a'), note('b')]);
    notes.ringing([note('b')]);
    notes.ringing([]);
    expect(seen).toEqual(['+a', '+b', '-a', '-b']);
  });

  it('replaces one whose text has changed', () => {
    const notes = board();
    notes.ringing([note('a', '123')]);
    notes.ringing([note('a', 'Anna\n123')]);
    notes.ringing([]);
    expect(seen).toEqual(['+a', '-a', '+a', '-a']);
  });

  it('keeps the last five quiet ones until they were looked at', () => {
    const notes = board();
    for (const id of ['1', '2', '3', '4', '5', '6']) notes.quiet(note(id));
    notes.ringing([]);
    expect(seen.slice(6)).toEqual(['-1']);
    notes.quietSeen();
    notes.quietSeen();
    expect(seen.slice(7)).toEqual(['-2', '-3', '-4', '-5', '-6']);
  });
});

it('a caller who says that a code is their number is not called back by a click', () => {
  const missed = (number: string): ReturnType<typeof missedNote> =>
    missedNote(
      aCall({ direction: 'incoming', state: 'ended', phase: 'ended', outcome: 'noAnswer', number }),
      t,
    );
  expect(missed('201')).toMatchObject({ onClick: { type: 'dial', number: '201' } });
  expect(missed('*21*0900123456#')).toMatchObject({ onClick: { type: 'showPanel' }, buttons: [] });
});
