import { describe, expect, it } from 'vitest';
import { recordedPbxes } from '../../ami/testing/recordings.ts';
import { Capabilities } from './capabilities.ts';
import { openRecording } from '../testing/replay.ts';

/** The answer to ListCommands in a recorded session: the only one that has a header of that name. */
function listing(pbx: (typeof recordedPbxes)[number], name: string): Capabilities {
  const found = openRecording(pbx, name).packets.find(
    (packet) => packet.response === 'Success' && packet.get('ListCommands') !== undefined,
  );
  if (found === undefined) throw new Error(`no ListCommands in ${name} of ${pbx}`);
  return new Capabilities(found);
}

describe.each(recordedPbxes)('the least account on %s', (pbx) => {
  const least = listing(pbx, '93-park-min-rights');

  it.each(['Originate', 'Hangup', 'Park', 'Redirect', 'Bridge', 'Status', 'ParkedCalls', 'QueuePause'])(
    'may %s',
    (action) => {
      expect(least.may(action)).toBe(true);
    },
  );

  it.each(['CoreShowChannels', 'SIPnotify', 'PJSIPNotify', 'MuteAudio', 'Command', 'Hold', 'Answer'])(
    'may not %s',
    (action) => {
      expect(least.may(action)).toBe(false);
    },
  );
});

describe.each(recordedPbxes)('an administrator on %s', (pbx) => {
  it('may do more, but no action that does not exist', () => {
    const all = listing(pbx, '18-snapshots');
    expect(all.may('Command')).toBe(true);
    expect(all.may('coreshowchannels')).toBe(true);
    expect(all.may(pbx === '11-sip' ? 'BlindTransfer' : 'SIPnotify')).toBe(false);
  });
});

describe('where nothing was told', () => {
  it('everything is tried', () => {
    expect(new Capabilities().may('Originate')).toBe(true);
  });
});

describe('two answers', () => {
  const least = (): Capabilities => listing('22-pjsip', '93-park-min-rights');
  it('are equal when they allow the same', () => {
    expect(least().equals(least())).toBe(true);
    expect(least().equals(listing('22-pjsip', '18-snapshots'))).toBe(false);
    expect(least().equals(new Capabilities())).toBe(false);
    expect(new Capabilities().equals(new Capabilities())).toBe(true);
  });
});
