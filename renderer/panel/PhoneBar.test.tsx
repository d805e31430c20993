// @vitest-environment happy-dom
import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { PhoneView } from '../../src/phone/phone.ts';
import { at } from '../testing/story.ts';
import { bridge, button, happen, open, user } from '../testing/panel.tsx';

const ready: PhoneView = { registration: { state: 'registered' }, hasMicrophone: true, dialogs: [] };
const bar = () => within(screen.getByRole('contentinfo'));
const become = (view: Partial<PhoneView> | null): void =>
  act(() => bridge.push('phone:changed', view === null ? null : { ...ready, ...view }));

describe('the phone in the app', () => {
  it('is not spoken of where the line has another one', async () => {
    await open();
    expect(bar().queryByText(/[Pp]hone/)).toBeNull();
    become({});
    expect(bar().getByText('Phone ready')).toBeTruthy();
    become(null);
    expect(bar().queryByText(/[Pp]hone/)).toBeNull();
  });

  it('says that it signs in, and why it cannot, with the way to the settings', async () => {
    await open();
    become({ registration: { state: 'registering' } });
    expect(bar().getByText('Your phone is signing in…')).toBeTruthy();
    become({ registration: { state: 'failed', fault: { code: 'loginRefused', detail: '401' } } });
    expect(bar().getByText(/did not accept the SIP user or password/)).toBeTruthy();
    expect(bar().getByRole('button', { name: 'Copy OH-loginRefused' })).toBeTruthy();
    await user.click(button('Open settings'));
    expect(bridge.count('settings:open')).toBe(1);
  });

  it('says that there is no microphone, or that no sound gets through', async () => {
    await open();
    become({ hasMicrophone: false });
    expect(bar().getByText(/No microphone/)).toBeTruthy();
    become({ dialogs: [{ sipCallId: 'a', state: 'up', silence: 'noWay' }] });
    expect(bar().getByText(/No sound is getting through/)).toBeTruthy();
  });

  it('says how a call sounds, in one word with the numbers behind it, or that nothing is heard', async () => {
    await open();
    const numbers = { lossPercent: 30, jitterMs: 40, roundTripMs: 120 };
    become({ dialogs: [{ sipCallId: 'a', state: 'up', quality: { rating: 'poor', ...numbers } }] });
    expect(bar().getByText('Poor sound').title).toBe('Loss 30 %, jitter 40 ms, round trip 120 ms');
    expect(bar().queryByText('Phone ready')).toBeNull();
    become({
      dialogs: [{ sipCallId: 'a', state: 'up', quality: { ...numbers, rating: 'good', lossPercent: 0 } }],
    });
    expect(bar().getByText('Good sound')).toBeTruthy();
    become({ dialogs: [{ sipCallId: 'a', state: 'up', silence: 'nothingArrives' }] });
    expect(bar().getByText(/Nothing is heard from the other party/)).toBeTruthy();
    expect(bar().getByText('Phone ready')).toBeTruthy();
  });

  it('goes on with its call while the phone system cannot be asked, and says so', async () => {
    await open();
    become({ dialogs: [{ sipCallId: 'a', state: 'up' }] });
    expect(bar().queryByText(/Your call goes on/)).toBeNull();
    const link = { state: 'waiting', attempt: 1, fault: { code: 'connectionLost' } } as const;
    await happen({ type: 'Disconnected', at: at(1000), link });
    expect(bar().getByText(/Your call goes on/)).toBeTruthy();
  });
});
