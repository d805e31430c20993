import { describe, expect, it } from 'vitest';
import { openRecording, replay } from '../testing/replay.ts';
import { AsteriskChannels } from '../pbx/channels.ts';
import type { ChannelEvent, ChannelFacts } from '../dialect/channelEvent.ts';
import { deviceOf } from '../testing/replay.ts';
import { RingingBoard } from './ringingBoard.ts';

const pbxes = ['11-sip', '16-pjsip', '22-pjsip'] as const;

/** What rang at 101 and 102, as line 103 or another saw it, each change once. */
function seen(pbx: (typeof pbxes)[number], name: string, line = '103'): string[][] {
  const told: string[][] = [];
  let board: RingingBoard | undefined;
  const look = (events: readonly ChannelEvent[]): void => {
    for (const event of events) board?.hear(event);
    const now = (board?.ringing ?? []).map(
      ({ extension, number, name: who }) => `${extension} ${number} ${who}`,
    );
    if (JSON.stringify(now) !== JSON.stringify(told.at(-1) ?? [])) told.push(now);
  };
  let last: readonly ChannelEvent[] = [];
  replay(openRecording(pbx, name), {
    extension: line,
    before: (packet, { adapter, dialect }) => {
      board ??= new RingingBoard(adapter.channels, {
        extension: line,
        device: deviceOf(pbx, line),
        colleagues: ['101', '102', '103'],
      });
      // The channels know by now of the packet before.
      look(last);
      last = dialect.read(packet);
    },
  });
  look(last);
  return told;
}

describe.each(pbxes)('a colleague on %s', (pbx) => {
  it('rings until the caller gives up', () => {
    expect(seen(pbx, '04-incoming-missed')).toEqual([['101 201 Customer Alpha'], []]);
  });

  it('rings until answered, also by a queue', () => {
    expect(seen(pbx, '12-queue-call')).toEqual([['101 +4930987654 Max Kunde'], []]);
  });

  it('rings in a group until one of them answers', () => {
    const told = seen(pbx, '05c-ring-group-answered-elsewhere');
    expect(told.at(-1)).toEqual([]);
    expect(told.some((ringing) => ringing.length === 2)).toBe(true);
  });

  it.each(['11-attended-transfer-atxfer', '11b-attended-transfer-refer', '11d-cancel-atxfer'])(
    'who is asked by this line does not ring for anybody else: %s',
    (name) => {
      expect(seen(pbx, name, '101')).toEqual([]);
    },
  );

  it('whose phone rings for a call of their own is not called by anybody', () => {
    expect(seen(pbx, '01h-originate-agent-no-answer')).toEqual([]);
  });
});

describe('after a reconnect', () => {
  const ownLine = { extension: '101', device: 'PJSIP/101', colleagues: ['102'] };
  const phone: ChannelFacts = {
    uniqueId: '1.2',
    name: 'PJSIP/102-00000002',
    state: 'ringing',
    callerNumber: '102',
    connectedNumber: '201',
    connectedName: 'Customer Alpha',
  };

  it('who is called by a dial rings; who calls out by an Originate does not', () => {
    const channels = new AsteriskChannels();
    const board = new RingingBoard(channels, ownLine);
    channels.learn(phone);
    board.list();
    expect(board.ringing).toEqual([]);
    const channel = channels.get('1.2')!;
    channel.listAsCalled();
    board.list();
    expect(board.ringing).toEqual([{ id: '1.2', extension: '102', number: '201', name: 'Customer Alpha' }]);
    channels.remove(channel);
    expect(board.hear({ type: 'hungUp', channel: phone, cause: 16 })).toBe(true);
    expect(board.ringing).toEqual([]);
  });

  it('who is called by this line is not offered to it', () => {
    const channels = new AsteriskChannels();
    const board = new RingingBoard(channels, ownLine);
    channels.learn({ ...phone, connectedNumber: '101', connectedName: 'Agent One' }).listAsCalled();
    board.list();
    expect(board.ringing).toEqual([]);
  });

  it('on AMI 1.x an Originate shows by the same number on both sides', () => {
    const channels = new AsteriskChannels();
    const board = new RingingBoard(channels, ownLine);
    channels.learn({ ...phone, connectedNumber: '102' }).listAsCalled();
    board.list();
    expect(board.ringing).toEqual([]);
  });
});

describe('a favourite that is no colleague of the settings', () => {
  const phone: ChannelFacts = {
    uniqueId: '1.2',
    name: 'PJSIP/desk-2-00000002',
    state: 'ringing',
    callerNumber: '102',
    connectedNumber: '201',
    connectedName: 'Customer Alpha',
  };
  const ringing = { id: '1.2', extension: '102', number: '201', name: 'Customer Alpha', favourite: true };

  function ringingBoard(): RingingBoard {
    const channels = new AsteriskChannels();
    const board = new RingingBoard(channels, { extension: '101', device: 'PJSIP/101' });
    channels.learn(phone).listAsCalled();
    board.list();
    return board;
  }

  it('rings by the phone of its hint from when it is watched, and not beyond', () => {
    const board = ringingBoard();
    expect(board.ringing).toEqual([]);
    board.watch(new Map([['PJSIP/desk-2', '102']]));
    expect(board.ringing).toEqual([ringing]);
    board.watch(new Map());
    expect(board.ringing).toEqual([]);
    expect(board.hear({ type: 'hungUp', channel: phone, cause: 16 })).toBe(false);
  });

  it('stays while others are watched, too', () => {
    const board = ringingBoard();
    board.watch(new Map([['PJSIP/desk-2', '102']]));
    board.watch(
      new Map([
        ['PJSIP/desk-2', '102'],
        ['PJSIP/103', '103'],
      ]),
    );
    expect(board.ringing).toEqual([ringing]);
  });

  it('is a colleague like others where the settings name it', () => {
    const channels = new AsteriskChannels();
    const board = new RingingBoard(channels, { extension: '101', device: 'PJSIP/101', colleagues: ['102'] });
    channels.learn({ ...phone, name: 'PJSIP/102-00000002' }).listAsCalled();
    board.list();
    board.watch(new Map([['PJSIP/102', '102']]));
    expect(board.ringing).toEqual([{ id: '1.2', extension: '102', number: '201', name: 'Customer Alpha' }]);
  });

  it('is never the agent themselves', () => {
    const channels = new AsteriskChannels();
    const board = new RingingBoard(channels, { extension: '101', device: 'PJSIP/101' });
    channels.learn({ ...phone, name: 'PJSIP/101-00000002' }).listAsCalled();
    board.watch(new Map([['PJSIP/101', '101']]));
    expect(board.ringing).toEqual([]);
  });
});
