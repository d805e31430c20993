import { describe, expect, it } from 'vitest';
import { newCall, instant } from '../../cti/testing/arbitraries.ts';
import { packet } from '../testing/packets.ts';
import { VariablesPbx } from '../testing/variables.ts';
import { Capabilities } from './capabilities.ts';
import { isWithheld } from './presentation.ts';

const leg = 'PJSIP/101-00000001';
const variable = 'CONNECTEDLINE(num-pres)';
const incoming = newCall('c', 'incoming', instant(0));
const mayAsk = new Capabilities();

describe('a caller', () => {
  it.each([
    ['prohib', true],
    ['prohib_not_screened', true],
    ['prohib_passed_screen', true],
    ['prohib_failed_screen', true],
    ['allowed', false],
    ['allowed_not_screened', false],
    ['unavailable', false],
    ['', false],
    [new Error('No such channel'), false],
  ])('withholds their number where the leg has %s: %s', async (value, withheld) => {
    const pbx = new VariablesPbx({ [variable]: value });
    expect(await isWithheld(incoming, leg, { capabilities: mayAsk, send: pbx.send })).toBe(withheld);
    expect(pbx.asked).toEqual([`${leg} ${variable}`]);
  });

  it.each([
    ['is the one whom the agent calls', newCall('c', 'outgoing', instant(0)), leg, mayAsk],
    ['has no number anyway', { ...incoming, number: '' }, leg, mayAsk],
    ['rings at no leg that is known', incoming, undefined, mayAsk],
    ['is on a PBX that must not be asked', incoming, leg, new Capabilities(packet('Status: Lists channels'))],
  ])('is not asked about who %s', async (_who, call, ofLeg, capabilities) => {
    const pbx = new VariablesPbx({ [variable]: 'prohib' });
    expect(await isWithheld(call, ofLeg, { capabilities, send: pbx.send })).toBe(false);
    expect(pbx.asked).toEqual([]);
  });

  it('is shown while there is no link to ask by', async () => {
    expect(await isWithheld(incoming, leg, undefined)).toBe(false);
  });
});
