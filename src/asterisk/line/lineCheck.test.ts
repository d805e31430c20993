import { afterEach, beforeEach, expect, it } from 'vitest';
import { AsteriskClient } from '../../ami/client.ts';
import type { LineCheckStepName } from '../../cti/lineCheck.ts';
import { LinePbx } from '../testing/linePbx.ts';
import { lineOptions, LineWorld } from '../testing/lineWorld.ts';
import { checkLine } from './lineCheck.ts';
import type { LineSession } from '../options/lineOptions.ts';

let pbx: LinePbx;
let world: LineWorld;
/** What Getvar answers with. */
let values: Record<string, string>;

beforeEach(async () => {
  world = new LineWorld();
  pbx = await LinePbx.start();
  values = { 'DEVICE_STATE(PJSIP/101)': 'NOT_INUSE' };
  pbx.pbx.on('Getvar', (connection, action) => {
    const variable = action.get('Variable') ?? '';
    connection.answer(action, [
      ['Variable', variable],
      ['Value', values[variable] ?? ''],
    ]);
  });
});
afterEach(() => pbx.close());

async function stepOf(name: LineCheckStepName, running?: LineSession): Promise<unknown> {
  const { port } = pbx.pbx;
  const source = {
    kind: 'ami',
    host: '127.0.0.1',
    port,
    username: 'cti',
    secret: () => 'cti-secret',
  } as const;
  const steps = await checkLine({ ...lineOptions(), source }, world.edges, () => undefined, running);
  return steps.find(({ step }) => step === name);
}

const contacts = (...states: readonly string[]): Record<string, string> => ({
  'PJSIP_ENDPOINT(101,aors)': '101',
  'PJSIP_AOR(101,contact)': states.map((_, index) => `101@@${index}`).join(','),
  ...Object.fromEntries(states.map((state, index) => [`PJSIP_CONTACT(101@@${index},status)`, state])),
  ...Object.fromEntries(
    states.map((_, index) => [`PJSIP_CONTACT(101@@${index},uri)`, `sip:101@192.0.2.${index}`]),
  ),
});

it.each([
  ['two that answer', contacts('Reachable', 'Reachable')],
  ['two that are not asked', contacts('NonQualified', 'NonQualified')],
  ['one that is off', contacts('Unreachable')],
  ['a PBX that does not tell', {}],
])('phones on one line: %s', async (_what, told) => {
  Object.assign(values, told);
  expect(await stepOf('phoneRegistered')).toMatchObject({ state: 'passed' });
});

it('phones on one line: the one that does not answer is named', async () => {
  Object.assign(values, contacts('Reachable', 'Unreachable'));
  expect(await stepOf('phoneRegistered')).toEqual({
    step: 'phoneRegistered',
    state: 'warned',
    code: 'contactUnreachable',
    detail: 'sip:101@192.0.2.1',
  });
});

it('a queue that does not tell whom it calls, as the running line has noticed, is named', async () => {
  pbx.rights = [...pbx.rights, 'Getvar', 'Atxfer', 'Bridge'];
  const client = new AsteriskClient({ host: '127.0.0.1', username: 'cti', secret: () => '' });
  expect(await stepOf('controls', { client, silentQueue: undefined })).toMatchObject({ state: 'passed' });
  expect(await stepOf('controls', { client, silentQueue: 'support' })).toEqual({
    step: 'controls',
    state: 'warned',
    code: 'queueSilent',
    detail: 'support',
  });
});
