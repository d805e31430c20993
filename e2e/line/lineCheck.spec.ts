import { expect, test } from '@playwright/test';
import { checkLine } from '../../src/asterisk/lineCheck.ts';
import type { AmiSource, LineOptions } from '../../src/asterisk/lineOptions.ts';
import { SipPhone } from '../phones/sipPhone.ts';
import { startAsterisk, type Asterisk } from '../pbx/asterisk.ts';
import { realEdges } from './testLine.ts';

for (const { version, tech } of [
  { version: 22, tech: 'PJSIP' },
  { version: 16, tech: 'SIP' },
] as const) {
  test.describe(`the connection test on Asterisk ${version}, chan_${tech.toLowerCase()}`, () => {
    let pbx: Asterisk;
    test.beforeAll(async () => {
      pbx = await startAsterisk({ version, tech });
    });
    test.afterAll(() => pbx.stop());

    async function check(
      source: Partial<AmiSource> = {},
      options: Partial<Omit<LineOptions, 'source'>> = {},
    ): Promise<string[]> {
      const line = {
        source: {
          kind: 'ami',
          host: pbx.host,
          port: pbx.amiPort,
          username: pbx.account.user,
          secret: () => pbx.account.secret,
          ...source,
        },
        extension: '101',
        device: pbx.device('101'),
        agentName: '',
        originateContext: 'from-internal',
        parkingLotContext: 'parkedcalls',
        sendRingStartedOnRingingState: true,
        autoAnswer: true,
        packetInfoConfig: [],
        ...options,
      } as const;
      const told: string[] = [];
      const steps = await checkLine(line, realEdges(), (step) => told.push(`${step.step} ${step.state}`));
      expect(told.filter((step) => !step.endsWith('running'))).toEqual(
        steps.map(({ step, state }) => `${step} ${state}`),
      );
      return steps.map((step) => {
        const code = 'fault' in step ? step.fault.code : 'code' in step ? step.code : '';
        return `${step.step} ${step.state} ${code}`.trim();
      });
    }

    test('all is well, also encrypted with the private authority', async () => {
      const phone = await SipPhone.at(pbx, '101');
      const well = ['reached', 'greeted', 'loggedIn', 'rights', 'lineKnown', 'phoneRegistered'];
      expect(await check()).toEqual(well.map((step) => `${step} passed`));
      const { port, ca } = pbx.tls;
      expect(await check({ port, tls: { ca } })).toEqual(well.map((step) => `${step} passed`));
      await phone.stop();
    });

    test('each step that fails says what it is', async () => {
      const skipped = (...steps: string[]): string[] => steps.map((step) => `${step} skipped`);
      const after = ['greeted', 'loggedIn', 'rights', 'lineKnown', 'phoneRegistered'];
      expect(await check({ port: 1 })).toEqual(['reached failed portRefused', ...skipped(...after)]);
      expect(await check({ host: 'no-such-host.invalid' })).toEqual([
        'reached failed hostUnknown',
        ...skipped(...after),
      ]);
      expect(await check({ port: pbx.tls.port, tls: {} })).toEqual([
        'reached failed tlsUntrusted',
        ...skipped(...after),
      ]);
      expect(await check({ secret: () => 'wrong' })).toEqual([
        'reached passed',
        'greeted passed',
        'loggedIn failed loginRefused',
        ...skipped('rights', 'lineKnown', 'phoneRegistered'),
      ]);
      const { user: username, secret } = pbx.noRights;
      expect(await check({ username, secret: () => secret })).toEqual([
        'reached passed',
        'greeted passed',
        'loggedIn passed',
        'rights failed originateMissing',
        ...skipped('lineKnown', 'phoneRegistered'),
      ]);
    });

    test('a line that does not exist, a phone that is not there, a context that knows nobody', async () => {
      const begin = ['reached passed', 'greeted passed', 'loggedIn passed', 'rights passed'];
      expect(await check({}, { device: pbx.device('999'), extension: '999' })).toEqual([
        ...begin,
        'lineKnown failed lineUnknown',
        'phoneRegistered skipped',
      ]);
      expect(await check({}, { device: pbx.device('104'), extension: '104' })).toEqual([
        ...begin,
        'lineKnown passed',
        'phoneRegistered failed phoneUnregistered',
      ]);
      expect((await check({}, { originateContext: 'nowhere' }))[4]).toBe('lineKnown warned contextUnknown');
    });
  });
}
