import { afterEach, describe, expect, test } from 'vitest';
import { AmiParser } from './wire/parser.ts';
import type { AmiPacket } from './wire/packet.ts';
import { ClientProbe } from './testing/clientProbe.ts';
import { recordedBytes, recordedPbxes } from './testing/recordings.ts';
import { ReplayPbx } from './testing/replayPbx.ts';

const stops: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** What the stream says after the login, sorted into events and answers. */
function packetsAfterLogin(bytes: Buffer): { events: AmiPacket[]; answers: AmiPacket[] } {
  const packets = new AmiParser().push(bytes);
  const login = packets.findIndex(({ message }) => message === 'Authentication accepted');
  const rest = packets.slice(login + 1);
  return {
    events: rest.filter(({ event }) => event !== undefined),
    answers: rest.filter(({ event }) => event === undefined),
  };
}

describe('a real Asterisk, played back over a socket in its own segments', () => {
  const scenarios = [
    '01-outgoing-hold-unhold-hangup',
    '12-queue-call',
    '20b-ping-events-eventmask',
    '21-load-200-calls',
  ];
  const cases = recordedPbxes.flatMap((pbx) => scenarios.map((name) => [pbx, name] as const));

  test.each(cases)(
    'is heard to the last event, and its answers to another settle nothing of ours: %s %s',
    async (pbx, name) => {
      const replay = await ReplayPbx.start(pbx, name);
      const strays: AmiPacket[] = [];
      const probe = new ClientProbe(replay.pbx.port, { onStrayAnswer: (packet) => strays.push(packet) });
      stops.push(
        () => probe.client.stop(),
        () => replay.pbx.close(),
      );
      await probe.start();
      const { events, answers } = packetsAfterLogin(recordedBytes(pbx, name));
      const own = probe.client.list({ name: 'Status', fields: [] });
      replay.pbx.on('Status', () => undefined);
      const rejected = expect(own).rejects.toMatchObject({ code: 'disconnected' });
      await replay.play();
      const waiting = probe.state('waiting');
      replay.pbx.connection.end();
      await waiting;
      await rejected;
      expect(probe.events.length).toBe(events.length);
      expect(JSON.stringify(probe.events)).toBe(JSON.stringify(events));
      expect(strays.length).toBe(answers.length);
    },
  );
});
