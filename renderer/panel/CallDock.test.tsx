// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { bridge, button, happen, isOff, open, pass, user } from '../testing/panel.tsx';
import { able, aCall, aCallIn, eventOf } from '../testing/story.ts';

const dock = (): readonly string[] => {
  const end = screen.getByRole('button', { name: /^(Hang up|Decline|End all)/ });
  return [...end.parentElement!.querySelectorAll('button')].map(
    (one) => one.getAttribute('aria-label') ?? one.textContent,
  );
};

afterEach(() => vi.unstubAllGlobals());

/** A window of which these media queries hold. */
function inWindow(...queries: readonly string[]): void {
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: queries.includes(query),
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
}

const full = able([
  'DropCall',
  'HoldCall',
  'BlindTransferCall',
  'MakeConsultCall',
  'SendDtmf',
  'MuteCall',
  'ParkCall',
]);

describe('the dock', () => {
  it('has the likeliest on the left and what ends the call on the right', async () => {
    await open({ calls: [aCall({ features: full })] });
    expect(dock()).toEqual(['Hold', 'Transfer', 'Keypad', 'Hang up']);
    await user.click(button('Mute'));
    await pass(0);
    await user.click(button('Park'));
    expect(bridge.commands()).toEqual([
      { type: 'MuteCall', callId: 'c1' },
      { type: 'ParkCall', callId: 'c1' },
    ]);
  });

  it('completes, swaps, or goes back while a consultation is open; Ctrl+T completes it', async () => {
    const main = aCallIn('onHold', { id: 'main', name: 'Bo', features: able(['SwapCalls', 'DropCall']) });
    const features = able(['DropCall', 'TransferCall', 'CancelTransfer', 'StartConference']);
    await open({ calls: [main, aCall({ id: 'asked', name: 'Anna', consultFor: 'main', features })] });
    expect(dock()).toEqual(['Transfer Bo', 'Back to Bo', 'Hang up Anna']);
    await user.keyboard('{Control>}t{/Control}');
    await pass(0);
    await user.click(button('Back to Bo'));
    await pass(0);
    await user.keyboard('{Control>}j{/Control}');
    expect(bridge.commands()).toEqual([
      { type: 'TransferCall', callId: 'asked' },
      { type: 'CancelTransfer', callId: 'asked' },
      { type: 'StartConference', callId: 'asked' },
    ]);
  });

  it('has by name, behind "More", what can be done with each of several others', async () => {
    const features = able(['DropCall', 'HoldCall', 'StartConference'], { ParkCall: 'parkingNotFound' });
    const held = (id: string, name: string) => aCallIn('onHold', { id, name });
    await open({ calls: [aCall({ features }), held('a', 'Anna'), held('b', 'Bo')] });
    await user.click(button('More'));
    await user.click(screen.getByRole('menuitem', { name: 'Conference: Bo' }));
    expect(bridge.commands()).toEqual([{ type: 'StartConference', callId: 'c1', withCallId: 'b' }]);
  });

  it('keeps its other buttons as they are while a command takes but a moment', async () => {
    await open({ calls: [aCall({ features: full })] });
    const busy = able(['DropCall'], { HoldCall: 'commandInProgress', MuteCall: 'commandInProgress' });
    act(() => bridge.happen(eventOf({ ...aCall(), features: busy }, { type: 'CallInfoChanged' }, 1000)));
    expect(button('Hold').dataset.off).toBeUndefined();
    expect(isOff(button('Hold'))).toBe(true);
    await pass(300);
    expect(button('Hold').dataset.off).toBe('true');
  });

  it('of a bar has icons for the tools, and the rest in a menu of the system’s that says why something does not work', async () => {
    inWindow('(max-height: 239px)');
    await open({ calls: [aCall({ features: able(full.can, { StartConference: 'noOtherCall' }) })] });
    expect(dock()).toEqual(['Hold', 'Transfer', 'Keypad', 'More', 'Hang up']);
    bridge.answers['panel:menu'] = (items) => {
      const entries = items.flatMap((item) => (item.type === 'item' ? [item] : []));
      expect(entries.find(({ label }) => label.startsWith('Conference'))).toMatchObject({
        label: 'Conference: This needs a second call.',
        enabled: false,
      });
      return entries.find(({ label }) => label === 'Park')?.id ?? null;
    };
    await user.click(button('More'));
    expect(screen.queryByRole('menu')).toBeNull();
    await vi.waitFor(() => expect(bridge.commands()).toEqual([{ type: 'ParkCall', callId: 'c1' }]));
  });

  it('of a narrow window has the tools in a row of their own above', async () => {
    inWindow('(max-width: 259px)');
    await open({ calls: [aCall({ features: full })] });
    expect(dock()).toEqual(['Hold', 'Hang up']);
    expect(button('Transfer')).toBeTruthy();
    expect(button('More')).toBeTruthy();
  });
});

describe('whose buttons they are', () => {
  it('is said where there are several calls', async () => {
    const held = aCallIn('onHold', { id: 'held', name: 'Anna' });
    await open({ calls: [aCall({ features: full }), held] });
    const whose = (): string | undefined => document.querySelector('[data-whose]')?.textContent;
    expect(whose()).toBe('For Maria Svensson');
    expect(button('Hang up Maria Svensson').textContent).toBe('Hang up Maria');
    await user.keyboard('{ArrowDown}');
    expect(whose()).toBe('For Anna');
    expect(screen.getByRole('region', { name: 'For Anna' })).toBeTruthy();
    await happen(eventOf(held, { type: 'RingFinished', outcome: 'answered' }, 1000));
    expect(whose()).toBeUndefined();
    expect(button('Hang up')).toBeTruthy();
  });
});

describe('keys of commands', () => {
  it('press what the dock shows, and nothing that it does not', async () => {
    await open({ calls: [aCall({ features: able(['DropCall', 'UnmuteCall']), muted: true })] });
    await user.keyboard(
      '{Control>}p{/Control}{Control>}s{/Control}{Control>}j{/Control}{Control>}t{/Control}',
    );
    expect(bridge.commands()).toEqual([]);
    await user.keyboard('{Control>}m{/Control}');
    expect(bridge.commands()).toEqual([{ type: 'UnmuteCall', callId: 'c1' }]);
  });

  it('never answer by the hold key', async () => {
    const ringing = aCallIn('ringing', { features: able(['AnswerCall', 'DropCall']) });
    await open({ calls: [ringing] });
    await user.keyboard('{Control>}h{/Control}');
    expect(bridge.commands()).toEqual([]);
    const talking = { ...ringing, features: able(['HoldCall', 'DropCall']) };
    await happen(eventOf(talking, { type: 'CommutationStarted' }, 1000));
    await user.keyboard('{Control>}h{/Control}');
    expect(bridge.commands()).toEqual([{ type: 'HoldCall', callId: 'c1' }]);
  });
});
