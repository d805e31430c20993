import { describe, expect, it } from 'vitest';
import { CallStory, newCall } from '../calls/story/callStory.ts';
import { dialect2 } from '../dialect/dialect2.ts';
import { packet } from '../testing/packets.ts';
import { openRecording } from '../testing/replay.ts';
import { ParkingBoard } from './parkingBoard.ts';

const at = { monoMs: 0, wallMs: 1_000_000 };
const pbxes = ['11-sip', '16-pjsip', '22-pjsip'] as const;

describe.each(pbxes)('the car park of %s', (pbx) => {
  it.each(['09-hold-by-park', '09c-park-timeout-comeback', '09d-parked-caller-hangs-up'])(
    'is empty again after %s',
    (name) => {
      const { packets, dialect } = openRecording(pbx, name);
      const board = new ParkingBoard();
      const counts = packets.flatMap((one) =>
        board.hear(one, dialect, at) ? [board.parked([]).length] : [],
      );
      expect(counts).toEqual([1, 0]);
    },
  );

  it('reports who waits where, and who put them there', () => {
    const { packets, dialect } = openRecording(pbx, '09-hold-by-park');
    const board = new ParkingBoard();
    const first = packets.find((one) => board.hear(one, dialect, at));
    expect(first?.event).toBe('ParkedCall');
    expect(board.parked([])).toEqual([
      { space: '701', number: '201', name: 'Customer Alpha', since: at.wallMs, parkedBy: '101' },
    ]);
  });

  it('is listed with how long they wait; the list of somebody else is no news', () => {
    const { packets, dialect } = openRecording(pbx, '09-hold-by-park');
    const items = packets.filter((one) => one.event === 'ParkedCall' && one.actionId !== undefined);
    expect(items).toHaveLength(1);
    const board = new ParkingBoard();
    expect(board.hear(items[0]!, dialect, at)).toBe(false);
    board.list(items, dialect, at);
    expect(board.parked([])).toMatchObject([{ space: '701', since: at.wallMs - 2_000 }]);
  });
});

function parked(space: string, uniqueId: string, lot = 'default') {
  return packet(
    `Event: ParkedCall\nParkeeUniqueid: ${uniqueId}\nParkeeCallerIDNum: ${uniqueId}\nParkingSpace: ${space}
     Parkinglot: ${lot}\nParkerDialString: Local/102@from-queue/n`,
  );
}

describe('a party in the car park', () => {
  it('whom the line itself holds there is no entry of the list', () => {
    const board = new ParkingBoard();
    board.hear(parked('702', '2'), dialect2, at);
    board.hear(parked('701', '1'), dialect2, at);
    const story = new CallStory(newCall({ id: 'c', direction: 'incoming', line: '101', number: '1' }, at));
    expect(board.parked([story]).map(({ space }) => space)).toEqual(['701', '702']);
    story.away = { how: 'parked', space: '701' };
    story.remote = '1';
    expect(board.parked([story])).toMatchObject([{ space: '702', parkedBy: '102' }]);
    story.remote = '9';
    expect(board.parked([story])).toHaveLength(2);
  });

  it.each([
    ['of its own', 'Erika Erle', 'Anna Agent', 'Erika Erle'],
    ['of its own, where who parked it has none', 'Erika Erle', '', 'Erika Erle'],
    ['that is not known, where the PBX gives it the name of who called it', 'Anna Agent', 'Anna Agent', ''],
    ['that is not known', '', '', ''],
  ])('has a name %s', (_what, name, connected, shown) => {
    const board = new ParkingBoard();
    const event = packet(
      `Event: ParkedCall\nParkeeUniqueid: 1\nParkeeCallerIDNum: 201\nParkeeCallerIDName: ${name}
       ParkeeConnectedLineName: ${connected}\nParkingSpace: 701`,
    );
    board.hear(event, dialect2, at);
    expect(board.parked([])).toMatchObject([{ number: '201', name: shown }]);
  });

  it('is not taken for one in the same space of another car park', () => {
    const board = new ParkingBoard();
    board.hear(parked('701', '1'), dialect2, at);
    board.hear(parked('701', '2', 'night'), dialect2, at);
    const gone = packet('Event: ParkedCallGiveUp\nParkingSpace: 701\nParkinglot: night');
    expect([board.hear(gone, dialect2, at), board.hear(gone, dialect2, at)]).toEqual([true, false]);
    expect(board.parked([])).toMatchObject([{ number: '1' }]);
  });
});

it('takes no event for one of the car park because every object has a property of its name', () => {
  const board = new ParkingBoard();
  expect(board.hear(packet('Event: constructor'), dialect2, at)).toBe(false);
  expect(board.parked([])).toEqual([]);
});
