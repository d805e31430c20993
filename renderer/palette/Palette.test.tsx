// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PaletteDeed, PaletteOutcome, PaletteView } from '../../src/ipc/palette.ts';
import { FakeBridge } from '../testing/fakeBridge.ts';
import { aSnapshot } from '../testing/story.ts';
import { Palette } from './Palette.tsx';
import { createPaletteModel } from './model.ts';

afterEach(cleanup);

const user = userEvent.setup();
let bridge: FakeBridge;
/** What each text does, as the main process says. */
let meanings: Record<string, Omit<PaletteView, 'text'>>;
let outcome: PaletteOutcome;
let later: (() => void)[];

const deed = (key: string, rest: Partial<PaletteDeed> = {}): PaletteDeed => ({
  key,
  text: `Do ${key}`,
  facts: [],
  ...rest,
});
const acted = (): readonly unknown[] =>
  bridge.sent.filter(([channel]) => channel === 'palette:act').map(([, key]) => key);
const line = (): HTMLInputElement => screen.getByRole('combobox');

async function open(start = ''): Promise<void> {
  bridge.answers['palette:start'] = () => start;
  const model = createPaletteModel(bridge, (then) => later.push(then));
  render(<Palette model={model} />);
  await vi.waitFor(() => expect(line().value).toBe(start));
}

beforeEach(() => {
  meanings = {};
  outcome = { status: 'done', text: 'Done: it' };
  later = [];
  bridge = new FakeBridge(aSnapshot());
  bridge.answers['palette:read'] = (text) => ({
    text,
    ...(meanings[text] ?? { deeds: [], isSure: false, why: 'Nobody has this name.' }),
  });
  bridge.answers['palette:act'] = () => outcome;
  bridge.answers['palette:close'] = () => undefined;
});

describe('the line', () => {
  it('lists what Enter would do, and does it once', async () => {
    meanings.kim = { deeds: [deed('call kim'), deed('other')], isSure: true };
    await open();
    await user.keyboard('kim');
    const row = await screen.findByRole('option', { name: 'Do call kim' });
    expect(row.getAttribute('aria-selected')).toBe('true');
    expect(line().getAttribute('aria-activedescendant')).toBe(row.id);
    await user.keyboard('{Enter}{Enter}');
    expect(acted()).toEqual(['call kim']);
    expect(await screen.findByText('Done: it')).toBeTruthy();
    act(() => later.forEach((then) => then()));
    expect(bridge.count('palette:close')).toBe(1);
  });

  it('does what was typed, however fast Enter follows', async () => {
    meanings.k = { deeds: [deed('call k')], isSure: true };
    meanings.kim = { deeds: [deed('call kim')], isSure: true };
    await open();
    await user.keyboard('kim{Enter}');
    await vi.waitFor(() => expect(acted()).toEqual(['call kim']));
  });

  it('does nothing on Enter where nothing is meant for sure, and says why; the arrows choose', async () => {
    meanings.kim = { deeds: [deed('a'), deed('b')], isSure: false, why: 'More than one is possible.' };
    await open();
    await user.keyboard('kim{Enter}');
    expect(await screen.findByText('More than one is possible.')).toBeTruthy();
    expect(acted()).toEqual([]);
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(acted()).toEqual(['b']);
  });

  it('says why a row cannot be done, and what came of one that failed, with the code', async () => {
    const denied = deed('park', {
      denied: { code: 'noSuchCall', text: 'There is no call to do this with.' },
    });
    meanings.park = { deeds: [denied], isSure: false, why: 'That is not possible now.' };
    meanings.x = { deeds: [deed('x')], isSure: true };
    await open();
    await user.keyboard('park');
    expect((await screen.findByRole('option')).getAttribute('aria-disabled')).toBe('true');
    await user.keyboard('{ArrowDown}{Enter}');
    expect(await screen.findByText('OH-noSuchCall')).toBeTruthy();
    expect(acted()).toEqual([]);
    await user.clear(line());
    outcome = { status: 'failed', trouble: { code: 'unknownNumber', text: 'Nobody has this number.' } };
    await user.keyboard('x{Enter}');
    expect(await screen.findByText('OH-unknownNumber')).toBeTruthy();
    // What is typed on is for the next try.
    await user.keyboard('y');
    expect(screen.queryByText('OH-unknownNumber')).toBeNull();
    expect(bridge.count('palette:close')).toBe(0);
  });

  it('asks twice for what the phone system would do something with', async () => {
    meanings['*21#'] = { deeds: [deed('code', { warning: 'This code does something.' })], isSure: true };
    await open();
    await user.keyboard('*21#{Enter}');
    expect(await screen.findByText('This code does something.')).toBeTruthy();
    expect(acted()).toEqual([]);
    await user.keyboard('{Enter}');
    expect(acted()).toEqual(['code']);
  });

  it('closes by Escape', async () => {
    await open();
    await user.keyboard('{Escape}');
    expect(bridge.count('palette:close')).toBe(1);
  });

  it('does a row that is pressed', async () => {
    meanings.kim = { deeds: [deed('a'), deed('b')], isSure: false, why: 'More than one.' };
    await open();
    await user.keyboard('kim');
    await user.click(await screen.findByRole('option', { name: 'Do b' }));
    expect(acted()).toEqual(['b']);
  });
});

describe('opened again', () => {
  it('has the number that is selected elsewhere, marked, and nothing of before', async () => {
    meanings['102'] = { deeds: [deed('call 102')], isSure: true };
    await open('201');
    act(() => bridge.push('palette:opened', '102'));
    expect(await screen.findByRole('option', { name: 'Do call 102' })).toBeTruthy();
    expect([line().selectionStart, line().selectionEnd]).toEqual([0, 3]);
  });

  it('follows the line while it is there, and leaves what is old aside', async () => {
    meanings.end = { deeds: [deed('end kim')], isSure: true };
    await open();
    await user.keyboard('end');
    await screen.findByRole('option', { name: 'Do end kim' });
    act(() => bridge.push('palette:changed', { text: 'en', deeds: [deed('old')], isSure: true }));
    expect(screen.queryByRole('option', { name: 'Do old' })).toBeNull();
    act(() => bridge.push('palette:changed', { text: 'end', deeds: [deed('end maria')], isSure: true }));
    expect(screen.getByRole('option', { name: 'Do end maria' })).toBeTruthy();
  });
});
