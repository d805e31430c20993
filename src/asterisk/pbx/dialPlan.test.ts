import { describe, expect, it } from 'vitest';
import { VariablesPbx } from '../testing/variables.ts';
import { extensionExists, findLines, snippetContext } from './dialPlan.ts';

const exists = (exten: string): string => `DIALPLAN_EXISTS(offhook,${exten},1)`;
const refused = new Error('Permission denied');

describe('an extension of the dial plan', () => {
  it.each([
    ['is there', '1', true],
    ['is there with a priority label', '2', true],
    ['is not there', '0', false],
    ['cannot be asked for where the function is missing', '', undefined],
    ['cannot be asked for where the account may not', refused, undefined],
  ])('%s', async (_what, value, found) => {
    const pbx = new VariablesPbx({ [exists('102')]: value });
    expect(await extensionExists(pbx.send, 'offhook', '102')).toBe(found);
    expect(pbx.asked).toEqual([exists('102')]);
  });
});

describe('the lines that come with Offhook', () => {
  const all = { [exists('hold')]: '1', [exists('silence')]: '1', [exists('conference-10')]: '1' };
  it.each([
    ['all', {}, { hold: true, conference: true }],
    ['no conference', { [exists('conference-10')]: '0' }, { hold: true, conference: false }],
    [
      'a hold without silence, which is none',
      { [exists('silence')]: '0' },
      { hold: false, conference: true },
    ],
    ['silence without a hold, which is none', { [exists('hold')]: '0' }, { hold: false, conference: true }],
    ['lines that cannot be asked for', { [exists('hold')]: refused }, { hold: false, conference: true }],
  ])('are found: %s', async (_what, some, lines) => {
    const pbx = new VariablesPbx({ ...all, ...some });
    expect(await findLines(pbx.send, 'offhook')).toEqual(lines);
  });

  it('are in their own context where the settings name no other', () => {
    expect(snippetContext({})).toBe('offhook');
    expect(snippetContext({ controls: { context: 'mine' } })).toBe('mine');
  });
});
