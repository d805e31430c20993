import { beforeEach, describe, expect, it } from 'vitest';
import { LineWorld } from '../../src/asterisk/testing/lineWorld.ts';
import type { Note } from './note.ts';
import { serverAnswers } from './notificationServer.ts';
import { patientNotes } from './patientNotes.ts';

const note: Note = {
  id: 'a',
  kind: 'ringing',
  title: 'Anna',
  body: '',
  onClick: { type: 'quit' },
  buttons: [],
};

let world: LineWorld;
let isAnswering: boolean;
let screen: string[];
let show: ReturnType<typeof patientNotes>;

beforeEach(() => {
  world = new LineWorld();
  isAnswering = true;
  screen = [];
  show = patientNotes({
    show: ({ id }) => {
      if (!isAnswering) throw new Error('the app stands still');
      screen.push(id);
      return { withdraw: () => void screen.splice(screen.indexOf(id), 1) };
    },
    answers: async () => Promise.resolve(isAnswering),
    clock: world.edges.clock,
    log: world.edges.log,
  });
});

describe('a notification', () => {
  it('is shown and withdrawn where the server answers', async () => {
    const shown = show(note);
    await expect.poll(() => screen).toEqual(['a']);
    shown.withdraw();
    await expect.poll(() => screen).toEqual([]);
  });

  it('is left out while the server does not answer', async () => {
    isAnswering = false;
    show(note).withdraw();
    show(note);
    await expect.poll(() => world.log.map(({ what }) => what)).toContain('notification left out');
    expect(screen).toEqual([]);
  });

  it('is not shown when the call is over before the server has answered', async () => {
    show(note).withdraw();
    show({ ...note, id: 'b' });
    await expect.poll(() => screen).toEqual(['b']);
  });

  it('is withdrawn as soon as a server answers again that did not', async () => {
    const shown = show(note);
    await expect.poll(() => screen).toEqual(['a']);
    isAnswering = false;
    shown.withdraw();
    await expect.poll(() => world.clock.pending).toBe(1);
    expect(screen).toEqual(['a']);
    isAnswering = true;
    world.clock.advance(5_000);
    await expect.poll(() => screen).toEqual([]);
  });
});

describe('the notification server', () => {
  const missing = Object.assign(new Error('spawn'), { code: 'ENOENT' });
  const late = Object.assign(new Error('NoReply'), { code: 1 });

  it.each([
    ['answers', {}, true],
    ['does not answer', { 'dbus-send': late }, false],
    ['answers another program', { 'dbus-send': missing }, true],
    ['does not answer another program', { 'dbus-send': missing, gdbus: late }, false],
    ['cannot be asked', { 'dbus-send': missing, gdbus: missing }, true],
  ])('%s', async (_what, failures: Readonly<Record<string, Error>>, answers) => {
    const run = async (program: string): Promise<string> => {
      const failure = failures[program];
      return failure === undefined ? Promise.resolve('') : Promise.reject(failure);
    };
    expect(await serverAnswers('linux', run)).toBe(answers);
  });

  it('is never asked on other systems', async () => {
    expect(await serverAnswers('win32', () => Promise.reject(new Error('asked')))).toBe(true);
  });
});
