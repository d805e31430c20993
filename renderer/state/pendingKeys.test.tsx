// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/cti/call.ts';
import { bridge, happen, open, pass, user } from '../testing/panel.tsx';
import { keysDue } from './pendingKeys.ts';
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
  it('are reported before the answer, and not sent', async () => {
    const call = aCallIn('agentRinging', meeting);
    await open();
    await happen(beginningOf(call));
    expect(screen.getByText('You can send 820445398# … *12# once they answer.')).toBeTruthy();
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
    const call = await inCall('talking');
    await user.keyboard('{Control>}d{/Control}');
    await pass(4_000);
    expect(bridge.commands()).toEqual([
      { type: 'SendDtmf', callId: call.id, digits: '820445398#' },
      { type: 'SendDtmf', callId: call.id, digits: '*12#', keysLeft: '7' },
    ]);
    await happen(eventOf({ ...call, keys: '7' }, { type: 'CallInfoChanged' }, 9));
    await user.keyboard('{Control>}d{/Control}');
    expect(bridge.commands().at(-1)).toMatchObject({ digits: '7', keysLeft: '' });
    const { keys: _keys, ...without } = call;
    await happen(eventOf(without, { type: 'CallInfoChanged' }, 10));
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

  it('of a panel that opens again are those that are left', async () => {
    await inCall('talking', { keys: '7' });
    expect(screen.getByRole('button', { name: /^Send 7/ })).toBeTruthy();
  });

  it.each([
    ['1,;,2', '1', '2'],
    ['1;;2', '1', '2'],
    ['1,2', '1,2', ''],
  ])('of %j are %j, then %j', (keys, due, left) => {
    expect(keysDue(aCallIn('talking', { keys }))).toEqual({ keys: due, left });
  });

  it('stop when the call is over', async () => {
    const call = await inCall('talking');
    await user.keyboard('{Control>}d{/Control}');
    await happen(eventOf(call, { type: 'RingFinished', outcome: 'answered' }, 9));
    await pass(10_000);
    expect(sent()).toEqual(['820445398#']);
  });
});
