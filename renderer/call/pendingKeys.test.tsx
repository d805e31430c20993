// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/cti/call.ts';
import { bridge, happen, open, pass, user } from '../testing/panel.tsx';
import { aCallIn, beginningOf, eventOf } from '../testing/story.ts';

const features = { can: ['SendDtmf', 'DropCall'], denied: {} } as const;
const meeting = { number: '+16465550100', keys: '820445398#,,*12#;7', features } as const;

/** A call to a meeting in a phase, and what the panel then knows. */
async function inCall(phase: 'talking', more: Partial<Call> = {}): Promise<Call> {
  const call = aCallIn(phase, { ...meeting, ...more });
  await open({ calls: [call] });
  return call;
}

const sent = (): readonly string[] =>
  bridge.commands().flatMap((command) => (command.type === 'SendDtmf' ? [command.digits] : []));

describe('keys that came with a number', () => {
  it('are told before the answer, and not sent', async () => {
    const call = aCallIn('agentRinging', meeting);
    await open();
    await happen(beginningOf(call));
    expect(screen.getByText('Once they answer you can send 820445398# … *12#.')).toBeTruthy();
    await user.keyboard('{Control>}d{/Control}');
    await pass(60_000);
    expect(sent()).toEqual([]);
  });

  it('are offered once connected, and sent with their pauses when the agent says so', async () => {
    await inCall('talking');
    await pass(60_000);
    expect(sent()).toEqual([]);
    await user.click(screen.getByRole('button', { name: /^Send 820445398# … \*12#/ }));
    expect(sent()).toEqual(['820445398#']);
    await pass(3_999);
    expect(sent()).toEqual(['820445398#']);
    await pass(1);
    expect(sent()).toEqual(['820445398#', '*12#']);
  });

  it('wait at a ; for the agent, who can press a key for them as well', async () => {
    await inCall('talking');
    await user.keyboard('{Control>}d{/Control}');
    await pass(4_000);
    await user.keyboard('{Control>}d{/Control}');
    expect(sent()).toEqual(['820445398#', '*12#', '7']);
    await user.keyboard('{Control>}d{/Control}');
    expect(sent()).toHaveLength(3);
    expect(screen.queryByRole('button', { name: /^Send/ })).toBeNull();
  });

  it('are due again, all of them, when some were lost', async () => {
    await inCall('talking');
    bridge.answers['line:command'] = () => ({ status: 'refused', code: 'refusedByPbx' });
    await user.keyboard('{Control>}d{/Control}');
    await pass(10_000);
    expect(sent()).toEqual(['820445398#']);
    expect(screen.getByRole('button', { name: 'Copy OH-refusedByPbx' })).toBeTruthy();
    expect(screen.getByRole('button', { name: /^Send 820445398# … \*12#/ })).toBeTruthy();
  });

  it('stop when the call is over', async () => {
    const call = await inCall('talking');
    await user.keyboard('{Control>}d{/Control}');
    await happen(eventOf(call, { type: 'RingFinished', outcome: 'answered' }, 9));
    await pass(10_000);
    expect(sent()).toEqual(['820445398#']);
  });
});
