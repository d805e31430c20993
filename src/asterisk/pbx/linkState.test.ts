import { describe, expect, it } from 'vitest';
import { AmiError } from '../../ami/wire/error.ts';
import type { Link } from '../../cti/link.ts';
import { linkOf } from './linkState.ts';

const lost = new AmiError('disconnected', 'gone');
const off: Link = { state: 'off' };

describe('the link as the line reports it', () => {
  it('is waiting from the loss until it stands, with what broke it, also while an attempt is under way', () => {
    const waiting = linkOf({ state: 'waiting', attempt: 2, retryAtMs: 5_000, error: lost }, off);
    const fault = { code: 'connectionLost', detail: 'gone' };
    expect(waiting).toMatchObject({ state: 'waiting', attempt: 2, retryAt: 5_000, fault });
    const trying = linkOf({ state: 'connecting', attempt: 2 }, waiting ?? off);
    expect(trying).toEqual({ state: 'waiting', attempt: 2, fault });
    expect(linkOf({ state: 'loggingIn', attempt: 2 }, trying ?? off)).toEqual(trying);
    const later = linkOf({ state: 'waiting', attempt: 3, retryAtMs: 9_000, error: lost }, trying ?? off);
    expect(later).toMatchObject({ state: 'waiting', attempt: 3, retryAt: 9_000, fault });
  });

  it('has nothing to explain at the first attempt', () => {
    const connecting = linkOf({ state: 'connecting', attempt: 0 }, off);
    expect(connecting).toEqual({ state: 'connecting', attempt: 0 });
    expect(linkOf({ state: 'loggingIn', attempt: 0 }, connecting ?? off)).toEqual(connecting);
  });

  it('says why it was given up', () => {
    const error = new AmiError('loginRefused', 'Authentication failed');
    expect(linkOf({ state: 'refused', error }, off)).toMatchObject({
      state: 'refused',
      fault: { code: 'loginRefused' },
    });
  });

  it('is reported by others when it stands, and when it was stopped', () => {
    const online = { greeting: 'Asterisk Call Manager/5.0.4', amiVersion: '5.0.4', major: 5, since: 0 };
    expect(linkOf({ state: 'online', ...online }, off)).toBeUndefined();
    expect(linkOf({ state: 'stopped' }, off)).toBeUndefined();
  });
});
