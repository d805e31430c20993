// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { PressCommandType } from '../state/actions.ts';
import type { DockItem } from '../press/dockItems.ts';
import { aCall } from '../testing/story.ts';
import { quietRow } from './quietRow.ts';

const command = (name: PressCommandType, named = false): DockItem => ({
  kind: 'command',
  command: name,
  call: aCall(),
  ...(named ? { withCall: aCall({ name: 'Jo' }), named } : {}),
});
const names = (items: readonly DockItem[]): readonly string[] =>
  items.map((item) => (item.kind === 'command' ? item.command : item.kind));

it('has fewer buttons in a narrow window, never two lines of them', () => {
  const further = (['SwapCalls', 'HoldCall', 'StartConference', 'ParkCall'] as const).map((one) =>
    command(one),
  );
  expect(names(quietRow(further).row)).toHaveLength(4);
  const { row, menu } = quietRow(further, 'narrow');
  expect(names(row)).toEqual(['SwapCalls', 'HoldCall', 'ParkCall']);
  expect(names(menu)).toEqual(['StartConference']);
});

it.each<[string, readonly DockItem[], readonly string[], readonly string[]]>([
  [
    'all that fit',
    [command('MuteCall'), command('SwapCalls'), command('StartConference'), command('ParkCall')],
    ['MuteCall', 'SwapCalls', 'StartConference', 'ParkCall'],
    [],
  ],
  [
    'the first that fit beside the menu',
    [command('MuteCall'), command('SwapCalls'), command('CancelTransfer'), command('ParkCall')],
    ['MuteCall', 'SwapCalls', 'ParkCall'],
    ['CancelTransfer'],
  ],
  [
    'none that has to name a party',
    [command('MuteCall'), command('StartConference', true), command('ParkCall')],
    ['MuteCall', 'ParkCall'],
    ['StartConference'],
  ],
])('the quiet row has %s', (_what, further, row, menu) => {
  const found = quietRow(further);
  expect(names(found.row)).toEqual(row);
  expect(names(found.menu)).toEqual(menu);
});
