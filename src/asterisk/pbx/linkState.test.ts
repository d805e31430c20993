import { describe, expect, it } from 'vitest';
import { AmiError } from '../../ami/error.ts';
import type { Link } from '../../cti/link.ts';
import { linkOf } from './linkState.ts';

const lost = new AmiError('disconnected', 'gone');
const off: Link = { state: 'off' };

describe('the link as the line tells it', () => {
  it('keeps what broke it to be read while the next attempt is under way', () => {
    const waiting = linkOf({ state: 'waiting', attempt: 2, retryAtMs: 5_000, error: lost }, off);
    const fault = { code: 'connectionLost' };
    expect(waiting).toMatchObject({ state: 'waiting', attempt: 2, retryAt: 5_000, fault });
    const connecting = linkOf({ state: 'connecting', attempt: 2 }, waiting ?? off);
    expect(connecting).toMatchObject({ state: 'connecting', attempt: 2, fault });
    expect(linkOf({ state: 'loggingIn', attempt: 2 }, connecting ?? off)).toEqual(connecting);
  });

  it('has nothing to explain at the first attempt', () => {
    expect(linkOf({ state: 'connecting', attempt: 0 }, off)).toEqual({ state: 'connecting', attempt: 0 });
  });

  it('says why it was given up', () => {
    const error = new AmiError('loginRefused', 'Authentication failed');
    expect(linkOf({ state: 'refused', error }, off)).toMatchObject({
      state: 'refused',
      fault: { code: 'loginRefused' },
    });
  });

  it('is told by others when it stands, and when it was stopped', () => {
    const online = { greeting: 'Asterisk Call Manager/5.0.4', amiVersion: '5.0.4', major: 5, since: 0 };
    expect(linkOf({ state: 'online', ...online }, off)).toBeUndefined();
    expect(linkOf({ state: 'stopped' }, off)).toBeUndefined();
  });
});
