import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from '@playwright/test';
import { expect } from '../expect.ts';
import { AsteriskClient } from '../../src/ami/client.ts';
import { clientOptions } from '../../src/asterisk/pbx/clientOptions.ts';
import { checkLine } from '../../src/asterisk/line/lineCheck.ts';
import type { AmiSource, LineOptions, LineSession } from '../../src/asterisk/options/lineOptions.ts';
import type { LineCheckStep } from '../../src/cti/lineCheck.ts';
import { controls, onEachPbx } from './site.ts';
import { realEdges } from './testLine.ts';

onEachPbx('the connection test', (site, { tech }) => {
  /** Of the last check: who carries out what. */
  let facts: Readonly<Record<string, string>> | undefined;

  async function check(
    source: Partial<AmiSource> = {},
    options: Partial<Omit<LineOptions, 'source'>> = {},
    running?: LineSession,
  ): Promise<string[]> {
    const line = {
      source: {
        kind: 'ami',
        host: site.pbx.host,
        port: site.pbx.amiPort,
        username: site.pbx.account.user,
        secret: () => site.pbx.account.secret,
        ...source,
      },
      extension: '101',
      device: site.pbx.device('101'),
      agentName: '',
      originateContext: 'from-internal',
      parkingLotContext: 'parkedcalls',
      sendRingStartedOnRingingState: true,
      autoAnswer: true,
      packetInfoConfig: [],
      ...options,
    } as const;
    const told: string[] = [];
    const onStep = (step: LineCheckStep): number => told.push(`${step.step} ${step.state}`);
    const steps = await checkLine(line, realEdges(), onStep, running);
    expect(told.filter((step) => !step.endsWith('running'))).toEqual(
      steps.map(({ step, state }) => `${step} ${state}`),
    );
    facts = steps.find(({ step }) => step === 'controls')?.facts;
    return steps.map((step) => {
      const code = 'fault' in step ? step.fault.code : 'code' in step ? step.code : '';
      return `${step.step} ${step.state} ${code}`.trim();
    });
  }

  test('all is well, also encrypted with the private authority', async () => {
    await site.phone('101');
    const well = ['reached', 'greeted', 'loggedIn', 'rights', 'lineKnown', 'phoneRegistered', 'controls'];
    expect(await check()).toEqual(well.map((step) => `${step} passed`));
    const { port, ca } = site.pbx.tls;
    expect(await check({ port, tls: { ca } })).toEqual(well.map((step) => `${step} passed`));
  });

  test('who will answer, hold and transfer, and what is asked for but not to be had', async () => {
    await site.phone('101');
    await check();
    expect(facts).toEqual({ answer: 'pickUp', hold: 'holdingPen', transfer: 'atxfer' });
    await check({}, { controls: controls({ context: 'elsewhere', transfer: 'consultation' }) });
    expect(facts).toEqual({ answer: 'pickUp', hold: 'park', transfer: 'consultation' });
    await check({ username: site.pbx.full.user, secret: () => site.pbx.full.secret });
    expect(facts).toMatchObject({ answer: 'pickUp', hold: 'notify' });
    await check({ username: site.pbx.full.user, secret: () => site.pbx.full.secret }, { autoAnswer: false });
    expect(facts).toMatchObject({ answer: 'notify' });
    expect((await check({}, { controls: controls({ hold: 'notify' }) })).at(-1)).toBe(
      'controls warned controlMissing',
    );
    expect((await check({}, { controls: controls({ answer: 'phone' }) })).at(-1)).toBe('controls passed');
  });

  test('each step that fails says what it is', async () => {
    const skipped = (...steps: string[]): string[] => steps.map((step) => `${step} skipped`);
    const after = ['greeted', 'loggedIn', 'rights', 'lineKnown', 'phoneRegistered', 'controls'];
    expect(await check({ port: 1 })).toEqual(['reached failed portRefused', ...skipped(...after)]);
    expect(await check({ host: 'no-such-host.invalid' })).toEqual([
      'reached failed hostUnknown',
      ...skipped(...after),
    ]);
    expect(await check({ port: site.pbx.tls.port, tls: {} })).toEqual([
      'reached failed tlsUntrusted',
      ...skipped(...after),
    ]);
    expect(await check({ secret: () => 'wrong' })).toEqual([
      'reached passed',
      'greeted passed',
      'loggedIn failed loginRefused',
      ...skipped('rights', 'lineKnown', 'phoneRegistered', 'controls'),
    ]);
    const { user: username, secret } = site.pbx.noRights;
    expect(await check({ username, secret: () => secret })).toEqual([
      'reached passed',
      'greeted passed',
      'loggedIn passed',
      'rights failed originateMissing',
      ...skipped('lineKnown', 'phoneRegistered', 'controls'),
    ]);
  });

  test('an account that may be logged in once: by another program, or by the line itself', async () => {
    await site.phone('101');
    const { user: username, secret } = site.pbx.single;
    const account = { username, secret: () => secret };
    const source = { kind: 'ami', host: site.pbx.host, port: site.pbx.amiPort, ...account } as const;
    const running = new AsteriskClient(clientOptions(source, realEdges()));
    running.start();
    await expect.poll(() => running.status.state).toBe('online');
    expect(await check(account)).toEqual([
      'reached passed',
      'greeted passed',
      'loggedIn failed loginInUse',
      ...['rights', 'lineKnown', 'phoneRegistered', 'controls'].map((step) => `${step} skipped`),
    ]);
    expect(await check(account, {}, { client: running, silentQueue: undefined })).toEqual([
      'reached passed',
      'greeted passed',
      'loggedIn warned loggedInHere',
      ...['rights', 'lineKnown', 'phoneRegistered', 'controls'].map((step) => `${step} passed`),
    ]);
    expect(running.status.state).toBe('online');
    await running.stop();
    expect((await check(account))[2]).toBe('loggedIn passed');
  });

  test('a line that does not exist, a phone that is not there, a context without extensions', async () => {
    const begin = ['reached passed', 'greeted passed', 'loggedIn passed', 'rights passed'];
    expect(await check({}, { device: site.pbx.device('999'), extension: '999' })).toEqual([
      ...begin,
      'lineKnown failed lineUnknown',
      'phoneRegistered skipped',
      'controls skipped',
    ]);
    expect(await check({}, { device: site.pbx.device('104'), extension: '104' })).toEqual([
      ...begin,
      'lineKnown passed',
      'phoneRegistered failed phoneUnregistered',
      'controls skipped',
    ]);
    expect((await check({}, { originateContext: 'nowhere' }))[4]).toBe('lineKnown warned contextUnknown');
  });

  // The last one: it changes the configuration.
  if (tech === 'PJSIP') {
    test('two phones on one line, of which one does not answer the PBX', async () => {
      await site.phone('101');
      for (const module of ['endpoint', 'aor', 'contact']) {
        await site.pbx.console(`module load func_pjsip_${module}.so`);
      }
      const file = join(dirname(dirname(site.pbx.logFile)), 'etc/pjsip.conf');
      const qualified = 'contact = sip:101@127.0.0.1:9\nqualify_frequency = 1\nqualify_timeout = 0.5';
      const before = readFileSync(file, 'utf8').replace('max_contacts = 1', 'max_contacts = 3');
      writeFileSync(file, before.replace(/^contact = sip:101@.*$/mu, `$&\n${qualified}`));
      await site.pbx.console('module reload res_pjsip.so');
      const registered = async (): Promise<string | undefined> => (await check())[5];
      await expect.poll(registered).toBe('phoneRegistered warned contactUnreachable');
    });
  }
});
