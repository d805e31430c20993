// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/cti/call.ts';
import { able, aCall, aCallIn } from '../testing/story.ts';
import { type DockItem, dockItems } from './dockItems.ts';

const said = (item: DockItem): string => {
  if (item.kind === 'endAll') return `endAll ${item.calls.map(({ id }) => id).join('+')}`;
  const command = item.kind === 'command' ? item.command : item.kind;
  const beside = item.kind === 'command' && item.withCall !== undefined ? ` with ${item.withCall.id}` : '';
  return `${command} ${item.call.id}${beside}`;
};

function dock(focus: Call, ...others: readonly Call[]) {
  const { main, end, further } = dockItems(focus, [focus, ...others]);
  return { main: main.map(said), end: said(end), further: further.map(said) };
}

const talking = (overrides: Partial<Call> = {}) => aCall({ id: 'now', ...overrides });

describe('the dock of a call', () => {
  it('has the likeliest first, then the tools, what ends it last, and the rest apart', () => {
    const features = able([
      'DropCall',
      'HoldCall',
      'BlindTransferCall',
      'MakeConsultCall',
      'SendDtmf',
      'MuteCall',
      'ParkCall',
    ]);
    expect(dock(talking({ features }))).toEqual({
      main: ['HoldCall now', 'transfer now', 'keypad now'],
      end: 'DropCall now',
      further: ['MuteCall now', 'ParkCall now'],
    });
  });

  it('has nothing that the features neither allow nor explain', () => {
    const features = able(['DropCall'], { BlindTransferCall: 'rightMissing', ParkCall: 'parkingNotFound' });
    expect(dock(talking({ features }))).toEqual({
      main: ['HoldCall now', 'transfer now'],
      end: 'DropCall now',
      further: ['ParkCall now'],
    });
  });

  it('offers the way back from what is done already', () => {
    const features = able(['UnmuteCall', 'MuteCall']);
    expect(dock(talking({ muted: true, features })).further).toEqual(['UnmuteCall now']);
  });

  it('offers both ways where no one knows whether the call is on hold', () => {
    const features = able(['HoldCall', 'ResumeCall']);
    const { main, further } = dock(talking({ holdUnknown: true, features }));
    expect([...main, ...further]).toEqual(['HoldCall now', 'ResumeCall now']);
  });

  it('can be asked for early menus while it is still calling', () => {
    const call = aCallIn('calling', { id: 'out', features: able(['DropCall', 'SendDtmf']) });
    expect(dock(call).main).toEqual(['HoldCall out', 'keypad out']);
  });
});

describe('the dock of a consultation', () => {
  const main = aCallIn('onHold', { id: 'main', features: able(['SwapCalls', 'ResumeCall', 'DropCall']) });
  const asked = (
    features = able(['TransferCall', 'CancelTransfer', 'StartConference', 'HoldCall', 'SendDtmf']),
  ) => aCall({ id: 'asked', consultFor: 'main', features });

  it('completes or goes back; keypad and hanging up stay where they were', () => {
    expect(dock(asked(), main)).toEqual({
      main: ['TransferCall asked', 'CancelTransfer asked', 'keypad asked'],
      end: 'DropCall asked',
      further: ['SwapCalls main', 'HoldCall asked', 'StartConference asked'],
    });
    const one = talking({ features: able(['HoldCall', 'MakeConsultCall', 'SendDtmf', 'DropCall']) });
    expect(dock(one).main.indexOf('keypad now')).toBe(2);
  });

  it('is the same from the call that it is for', () => {
    expect(dock(main, asked()).main).toEqual(['TransferCall asked', 'CancelTransfer asked']);
  });

  it('takes a command from the side that can, before the side that only says why not', () => {
    const ringing = asked(able(['CancelTransfer'], { TransferCall: 'notYetAnswered' }));
    expect(dock(ringing, { ...main, features: able(['TransferCall']) }).main[0]).toBe('TransferCall main');
    expect(dock(ringing, { ...main, features: able([]) }).main[0]).toBe('TransferCall asked');
  });

  it('is that of any other call where neither side offers it', () => {
    expect(dock(asked(able(['HoldCall'])), { ...main, features: able([]) }).main).toEqual(['HoldCall asked']);
  });
});

describe('commands on two calls', () => {
  const features = able(['StartConference', 'TransferCall']);
  const held = (id: string, overrides: Partial<Call> = {}) => aCallIn('onHold', { id, ...overrides });

  it('name the other one', () => {
    const { further } = dockItems(talking({ features }), [talking({ features }), held('a')]);
    expect(further).toMatchObject([
      { command: 'StartConference', withCall: { id: 'a' }, named: false },
      { command: 'TransferCall', withCall: { id: 'a' }, named: false },
    ]);
  });

  it('are one for each other call, by name, where there are several; a ringing one is none of them', () => {
    const ringing = aCallIn('ringing', { id: 'r' });
    const only = able(['StartConference']);
    expect(dock(talking({ features: only }), held('a'), ringing, held('b')).further).toEqual([
      'StartConference now with a',
      'StartConference now with b',
    ]);
  });

  it('swap with the one that was put on hold last', () => {
    const swappable = able(['SwapCalls']);
    const early = held('early', { phaseSinceMonoMs: 1000, features: swappable });
    const late = held('late', { phaseSinceMonoMs: 5000, features: swappable });
    expect(dock(talking({ features: able([]) }), late, early).further).toEqual(['SwapCalls late']);
  });
});

it('ends a conference as a whole', () => {
  const party = (id: string) => aCallIn('conference', { id, features: able(['DropCall', 'HoldCall']) });
  expect(dock(party('a'), party('b'), talking()).end).toBe('endAll a+b');
  expect(dock(party('a'), talking()).end).toBe('DropCall a');
});
