import { describe, expect, it } from 'vitest';
import type { LineOptions } from '../../src/asterisk/options/lineOptions.ts';
import type { PracticePbx } from '../../src/practice/practicePbx.ts';
import { type Settings, defaultSettings } from '../../src/settings/schema.ts';
import { planLine } from './linePlan.ts';

const practice: PracticePbx = {
  host: '127.0.0.1',
  port: 5038,
  username: 'practice',
  secret: 's',
  extension: '101',
  device: 'PJSIP/101',
  numbers: [],
  queues: ['support', 'sales'],
  colleagues: ['102', '103'],
  stop: () => Promise.resolve(),
};

const mine: Partial<Settings> = {
  answerControl: 'notify',
  holdControl: 'park',
  transferControl: 'consultation',
  controlsContext: 'offhook-test',
  queueExtensionFormat: 'PJSIP/{0}',
  queues: ['support'],
  autoPauseOnCommutationStart: true,
  afterCallWorkS: 30,
  traceQueuesState: true,
  colleagues: ['102'],
};

async function optionsOf(settings: Partial<Settings>): Promise<Partial<LineOptions>> {
  const plan = await planLine(
    { ...defaultSettings, ...settings },
    {
      readFile: () => Promise.reject(new Error('nothing to read')),
      secretFor: () => Promise.resolve('s'),
      startPractice: () => Promise.resolve(practice),
    },
  );
  return plan.options ?? {};
}

describe('what the settings say of controls, queues and colleagues', () => {
  it('reaches the line on a real phone system', async () => {
    const line = await optionsOf({ ...mine, url: 'pbx-1', userName: 'u', extension: '101' });
    expect(line.controls).toEqual({
      answer: 'notify',
      hold: 'park',
      transfer: 'consultation',
      context: 'offhook-test',
    });
    expect(line.queues).toEqual({
      extensionFormat: 'PJSIP/{0}',
      names: ['support'],
      autoPauseOnCommutationStart: true,
      afterCallWorkMs: 30_000,
      traceState: true,
    });
    expect(line.colleagues).toEqual(['102']);
  });

  it('reaches the practice line too, but for what a phone system has of its own: dial plan, queues, colleagues', async () => {
    const line = await optionsOf({ ...mine, originateContext: 'elsewhere', parkingLotContext: 'elsewhere' });
    expect(line).toMatchObject({
      originateContext: 'from-internal',
      parkingLotContext: 'parkedcalls',
      controls: { hold: 'park', context: 'offhook' },
      queues: {
        extensionFormat: 'Local/{0}@from-queue/n',
        names: ['support', 'sales'],
        afterCallWorkMs: 30_000,
      },
      colleagues: ['102', '103'],
    });
  });
});
