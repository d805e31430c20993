// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { DockItem } from '../press/dockItems.ts';
import type { PressCommandType } from '../state/actions.ts';
import { shortWho } from '../parts/who.ts';
import { aCall, aCallIn } from '../testing/story.ts';
import { labelOfItem, lookOfItem } from './commandLook.ts';

const maria = aCall({ id: 'maria', name: 'Maria Svensson-Lindqvist' });
const kim = aCall({ id: 'kim', name: 'Kim', consultFor: 'maria' });
const rings = aCallIn('ringing', { id: 'rings', name: 'Kim' });
const conference = aCallIn('conference', { id: 'maria', name: 'Maria' });
const command = (
  of: PressCommandType,
  call = maria,
  more: Partial<Extract<DockItem, { kind: 'command' }>> = {},
): DockItem => ({ kind: 'command', command: of, call, ...more });

describe('the label of a button', () => {
  it.each([
    ['Hold', command('HoldCall')],
    ['Hang up', command('DropCall')],
    ['Hang up Kim', command('DropCall', kim, { named: true })],
    ['Decline', command('DropCall', rings)],
    ['Decline Kim', command('DropCall', rings, { named: true })],
    ['Hang up', command('DropCall', aCallIn('calling'))],
    ['Hang up', command('DropCall', aCallIn('talking', { direction: 'incoming' }))],
    ['Transfer', command('TransferCall', kim)],
    ['Transfer Kim', command('TransferCall', maria, { about: kim })],
    ['Back to Kim', command('CancelTransfer', maria, { about: kim })],
    ['Swap', command('SwapCalls', maria, { about: kim })],
    ['Connect the two', command('TransferCall', maria, { withCall: kim })],
    ['Conference', command('StartConference', maria, { withCall: kim })],
    ['Leave', command('TransferCall', conference)],
    ['Leave', command('TransferCall', conference, { withCall: kim })],
    ['Hold', command('HoldCall', conference)],
    ['Transfer', { kind: 'transfer', call: maria }],
    ['Keypad', { kind: 'keypad', call: maria }],
    ['End all', { kind: 'endAll', calls: [maria, kim] }],
  ] as const)('is "%s" (%#)', (label, item) => {
    expect(labelOfItem(item)).toBe(label);
  });

  it('names the other call where there are several to choose from', () => {
    const named = labelOfItem(command('TransferCall', maria, { withCall: kim, named: true }));
    expect(named).toContain('Connect the two');
    expect(named).toContain('Kim');
    expect(labelOfItem(command('TransferCall', maria, { withCall: kim }))).not.toContain('Kim');
  });

  it('has a name as short as the button needs it', () => {
    expect(labelOfItem(command('DropCall', maria, { named: true }), shortWho)).toBe('Hang up Maria');
  });
});

describe('the look of a button', () => {
  it.each([
    ['answers in green', command('AnswerCall', rings), 'answer'],
    ['declines in red, as long as it rings', command('DropCall', rings), 'decline'],
    ['hangs up', command('DropCall'), 'danger'],
    ['hangs up on all', { kind: 'endAll', calls: [maria] }, 'danger'],
    ['takes a call back', command('ResumeCall'), 'primary'],
    ['completes a transfer', command('TransferCall', kim), 'primary'],
    ['leaves a conference quietly', command('TransferCall', conference), 'secondary'],
    ['puts a ringing call nowhere', command('HoldCall', rings), 'secondary'],
  ] as const)('that %s is %s', (_what, item, tone) => {
    expect(lookOfItem(item).tone).toBe(tone);
  });

  it('reports the key that presses it', () => {
    expect(lookOfItem(command('DropCall', rings)).shortcut).toBe('Control+E');
    expect(lookOfItem({ kind: 'keypad', call: maria }).shortcut).toBe('Control+K');
    expect(lookOfItem(command('CancelTransfer'))).not.toHaveProperty('shortcut');
  });
});
