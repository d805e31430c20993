// @vitest-environment happy-dom
import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { FoundContact } from '../../src/ipc/directory.ts';
import { bridge, field, open, pass, user } from '../testing/panel.tsx';
import { aCall } from '../testing/story.ts';

const erika: FoundContact = {
  source: '/a.csv',
  id: '1',
  name: 'Erika Müller',
  organisation: 'ACME',
  numbers: [
    { number: '+4930901820', kind: 'work' },
    { number: '+491701234567', kind: 'mobile' },
    { number: '+4930901829', kind: 'fax' },
  ],
};
const erik: FoundContact = {
  source: '/a.csv',
  id: '2',
  name: 'Erik',
  numbers: [{ number: '101', kind: 'other' }],
};

function answer(...contacts: readonly FoundContact[]): void {
  bridge.answers['directory:search'] = () => ({ status: 'ok', contacts });
}
const options = (): string[] => screen.queryAllByRole('option').map(({ textContent }) => textContent);
const activeOption = (): string | null =>
  document.getElementById(field().getAttribute('aria-activedescendant') ?? '')?.textContent ?? null;

describe('a name in the number field', () => {
  it('shows each number of whom it may mean, never a fax, and keeps the focus', async () => {
    await open();
    answer(erika, erik);
    await user.type(field(), 'eri');
    await pass(0);
    expect(options()).toEqual([
      'Erika Müller ACMEWork +49 30 901820',
      'Erika Müller ACMEMobile +49 170 1234567',
      'ErikPhone 101',
    ]);
    expect(document.activeElement).toBe(field());
    expect(field().getAttribute('aria-expanded')).toBe('true');
    expect(field().getAttribute('aria-controls')).toBe(screen.getByRole('listbox').id);
    expect(screen.getByText('3 matches')).toBeTruthy();
  });

  it('is gone through by the arrows, around the ends; Enter puts the number in, and only the next Enter dials', async () => {
    await open();
    answer(erika, erik);
    await user.type(field(), 'eri');
    await pass(0);
    expect(activeOption()).toContain('Work');
    await user.keyboard('{ArrowUp}');
    expect(activeOption()).toContain('101');
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(activeOption()).toContain('Mobile');
    await user.keyboard('{Enter}');
    expect(field().value).toBe('+491701234567');
    expect(screen.getByText('Erika Müller')).toBeTruthy();
    expect(options()).toEqual([]);
    expect(bridge.commands()).toEqual([]);
    await user.keyboard('{Enter}');
    expect(bridge.commands()).toEqual([{ type: 'MakeCall', number: '+491701234567' }]);
  });

  it('is found once its file is read, also after it was typed; the row that one has gone to stays', async () => {
    await open();
    answer();
    await user.type(field(), 'eri');
    await pass(0);
    expect(options()).toEqual([]);
    answer(erik);
    act(() => bridge.push('directory:changed', null));
    await pass(0);
    expect(options()).toEqual(['ErikPhone 101']);
    answer(erik, erika);
    act(() => bridge.push('directory:changed', null));
    await pass(0);
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(activeOption()).toContain('Mobile');
    answer(erika);
    act(() => bridge.push('directory:changed', null));
    await pass(0);
    expect(activeOption()).toContain('Mobile');
  });

  it('can be taken by the mouse', async () => {
    await open();
    answer(erika);
    await user.type(field(), 'eri');
    await pass(0);
    await user.click(screen.getAllByRole('option')[0]!);
    expect(field().value).toBe('+4930901820');
    expect(document.activeElement).toBe(field());
  });

  it('finds parties of the last calls first, each number once', async () => {
    const recent = { id: 'r', direction: 'incoming', startedAt: 1, talkMs: 0, holdMs: 0 } as const;
    await open({}, { recent: [{ ...recent, number: '101', name: 'Erik' }] });
    answer(erika, erik);
    await user.type(field(), 'ERI');
    await pass(0);
    expect(options()[0]).toBe('ErikPhone 101');
    expect(options()).toHaveLength(3);
  });

  it.each([
    ['nobody has', () => ({ status: 'ok', contacts: [] }) as const, 'Nobody found by that name'],
    [
      'cannot be looked for',
      () => ({ status: 'failed' }) as const,
      'The directory cannot be searched right now',
    ],
  ])('that %s says so; Enter dials nothing, Escape takes it back', async (_what, said, word) => {
    await open();
    bridge.answers['directory:search'] = said;
    await user.type(field(), 'eri');
    await pass(0);
    expect(screen.getByText(word)).toBeTruthy();
    await user.keyboard('{Enter}');
    expect(screen.getByText('Choose somebody from the list')).toBeTruthy();
    expect(bridge.commands()).toEqual([]);
    await user.keyboard('{Escape}');
    expect(field().value).toBe('');
  });

  it('shows what was asked last, whichever answer comes first', async () => {
    await open();
    const late: ((contacts: readonly FoundContact[]) => void)[] = [];
    bridge.answers['directory:search'] = () =>
      new Promise((resolve) => late.push((contacts) => resolve({ status: 'ok', contacts })));
    await user.type(field(), 'er');
    await pass(0);
    expect(screen.getByText('Searching…')).toBeTruthy();
    act(() => late[1]?.([erik]));
    await pass(0);
    act(() => late[0]?.([erika]));
    await pass(0);
    expect(options()).toEqual(['ErikPhone 101']);
  });
});

describe('several contacts with the number of a call', () => {
  it('are offered, and the choice goes to the directory', async () => {
    const matches = [
      { source: '/a.csv', id: '1', name: 'Ada', organisation: 'ACME' },
      { source: '/a.csv', id: '2', name: 'Bob' },
    ];
    bridge.answers['directory:choose'] = () => undefined;
    await open({ calls: [aCall({ number: '030901820', name: 'MUELLER', matches })] });
    bridge.answers['directory:choose'] = () => undefined;
    const group = screen.getByRole('group', { name: '2 contacts have this number. Who is it?' });
    await user.click(within(group).getByRole('button', { name: 'Bob' }));
    expect(bridge.sent).toContainEqual(['directory:choose', '030901820', '/a.csv', '2']);
  });

  it('of which one was chosen show the contact, and the phone system’s name beside it', async () => {
    const contact = { source: '/a.csv', id: '1', name: 'Ada', organisation: 'ACME' };
    await open({ calls: [aCall({ number: '030901820', name: 'Ada', pbxName: 'MUELLER', contact })] });
    expect(screen.getByRole('heading', { name: 'Ada' })).toBeTruthy();
    expect(screen.getByText('Phone system: MUELLER')).toBeTruthy();
    expect(screen.getByText('ACME')).toBeTruthy();
  });
});
