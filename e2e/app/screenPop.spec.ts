import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Call } from '../../src/cti/call.ts';
import type { Settings } from '../../src/settings/schema.ts';
import { TestLine } from '../line/testLine.ts';
import type { Asterisk } from '../pbx/asterisk.ts';
import type { OffhookApp } from './app.ts';
import { FakeBrowser } from './fakeBrowser.ts';
import { removeFolder } from './removeFolder.ts';
import { expect, test, type Desk } from './test.ts';

const popUrl = 'https://crm.example.com/{name}/?n={number}&first={firstCaller}&q={queue}&d={direction}';

let folder: string;
let browser: FakeBrowser;
const servers: Server[] = [];
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-e2e-pop-'));
  browser = new FakeBrowser(folder);
});
test.afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  removeFolder(folder);
});

const open = (desk: Desk, pbx: Asterisk, settings: Partial<Settings>, policy?: string) =>
  desk.on(pbx, { settings, env: browser.env, ...(policy === undefined ? {} : { policy }) });

/** The pages, by what stands in their query. */
const pages = (): readonly Readonly<Record<string, string>>[] =>
  browser.opened().map((address) => Object.fromEntries(new URL(address).searchParams));

/** A policy file with these settings locked. */
function policyOf(locked: Partial<Settings>): string {
  const path = join(folder, 'policy.json');
  writeFileSync(path, JSON.stringify({ version: 1, by: 'IT', locked }));
  return path;
}

async function serve(server: Server): Promise<number> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** A customer has called a colleague, who talks to them and may now bring the call to the agent. */
async function whileCustomerTalksTo102(
  desk: Desk,
  pbx: Asterisk,
  then: (at: { app: OffhookApp; colleague: TestLine; call: Call }) => Promise<void>,
): Promise<void> {
  await desk.phone(pbx, '102', { onCall: { do: 'answer', afterMs: 100 } });
  const customer = await desk.phone(pbx, '201');
  const app = await open(desk, pbx, { popUrl });
  const colleague = new TestLine(pbx, { line: '102' });
  try {
    await colleague.next('Connected');
    await customer.dial('102');
    const { call } = await colleague.next('CommutationStarted');
    await then({ app, colleague, call });
  } finally {
    await colleague.stop();
  }
}

test.describe('the page of a call', () => {
  test('opens when it rings, once, in the browser and with one argument', async ({ desk, pbxOf }) => {
    const pbx = await pbxOf(22);
    const agent = await desk.phone(pbx, '101');
    const trunk = await desk.phone(pbx, 'trunk', { name: 'Zoë Müller' });
    const app = await open(desk, pbx, { popUrl });
    trunk.identity = { number: '+442079460000', name: 'Zoë Müller' };
    await trunk.dial('5000');
    await expect
      .poll(() => browser.opened())
      .toEqual([
        'https://crm.example.com/Zo%C3%AB%20M%C3%BCller/?n=%2B442079460000&first=%2B442079460000&q=&d=incoming',
      ]);
    await agent.waitFor('ringing').then((call) => call.answer());
    await expect(app.card('talking')).toBeVisible();
    await app.button('Hang up').click();
    await expect(app.card('ended')).toBeVisible();
    expect(browser.opened()).toHaveLength(1);
  });

  test('opens when it is answered, not before', async ({ desk, pbxOf }) => {
    const pbx = await pbxOf(22);
    const agent = await desk.phone(pbx, '101');
    const customer = await desk.phone(pbx, '201');
    const app = await open(desk, pbx, { popUrl, popWhen: 'answered' });
    await customer.dial('101');
    await expect(app.card('ringing')).toBeVisible();
    expect(pages()).toEqual([]);
    await agent.waitFor('ringing').then((call) => call.answer());
    await expect.poll(pages).toMatchObject([{ n: '201', d: 'incoming' }]);
    await app.button('Hang up').click();
    await expect(app.card('ended')).toBeVisible();
    expect(pages()).toHaveLength(1);
  });

  test('opens when it is over, for calls of the direction that is meant', async ({ desk, pbxOf }) => {
    const pbx = await pbxOf(22);
    await desk.phone(pbx, '101');
    await desk.phone(pbx, '201', { onCall: { do: 'answer', afterMs: 100 } });
    const app = await open(desk, pbx, { popUrl, popWhen: 'ended', popDirection: 'outgoing' });
    await app.dial('201');
    await expect(app.card('talking')).toBeVisible();
    expect(pages()).toEqual([]);
    await app.button('Hang up').click();
    await expect.poll(pages).toMatchObject([{ n: '201', first: '201', d: 'outgoing' }]);
  });

  for (const version of [22, 16] as const) {
    test(`is that of the first caller after a transfer on ${version}: consulted, then put through`, async ({
      desk,
      pbxOf,
    }) => {
      const pbx = await pbxOf(version);
      await desk.phone(pbx, '101', { onCall: { do: 'answer', afterMs: 300 } });
      await whileCustomerTalksTo102(desk, pbx, async ({ app, colleague, call }) => {
        const asked = await colleague.execute({ type: 'MakeConsultCall', callId: call.id, number: '101' });
        expect(asked.status).toBe('done');
        await expect.poll(pages).toMatchObject([{ n: '102' }]);
        await expect(app.card('talking')).toContainText('102');
        await colleague.next('CommutationStarted');
        expect(await colleague.execute({ type: 'TransferCall', callId: call.id })).toEqual({
          status: 'done',
        });
        await expect(app.card('talking')).toContainText('201');
        await expect.poll(pages).toMatchObject([{ n: '102' }, { n: '201', first: '201' }]);
      });
    });

    test(`is that of the first caller after a transfer on ${version}: unannounced`, async ({
      desk,
      pbxOf,
    }) => {
      const pbx = await pbxOf(version);
      const agent = await desk.phone(pbx, '101');
      await whileCustomerTalksTo102(desk, pbx, async ({ app, colleague, call }) => {
        expect(
          await colleague.execute({ type: 'BlindTransferCall', callId: call.id, number: '101' }),
        ).toEqual({ status: 'done' });
        await expect.poll(pages).toMatchObject([{ n: '201', first: '201', d: 'incoming' }]);
        await agent.waitFor('ringing').then((ringing) => ringing.answer());
        await expect(app.card('talking')).toContainText('201');
        await app.button('Hang up').click();
        await expect(app.card('ended')).toBeVisible();
        expect(pages()).toHaveLength(1);
      });
    });
  }

  test('is about the customer while the agent consults a colleague about them', async ({ desk, pbxOf }) => {
    const pbx = await pbxOf(22);
    await desk.phone(pbx, '101', { onCall: { do: 'answer', afterMs: 100 } });
    await desk.phone(pbx, '102', { onCall: { do: 'answer', afterMs: 100 } });
    const customer = await desk.phone(pbx, '201');
    const app = await open(desk, pbx, { popUrl, popWhen: 'answered', popDirection: 'outgoing' });
    await customer.dial('101');
    await expect(app.card('talking')).toContainText('201');
    await app.button('Transfer').click();
    await app.panel.getByRole('combobox', { name: 'Number to transfer to' }).fill('102');
    await app.button('Consult first').click();
    await expect.poll(pages).toMatchObject([{ n: '102', first: '201', d: 'outgoing' }]);
  });

  test('opens once for a caller for whom a queue rings the agent again and again', async ({
    desk,
    pbxOf,
  }) => {
    const pbx = await pbxOf(22);
    const agent = await desk.phone(pbx, '101');
    const trunk = await desk.phone(pbx, 'trunk');
    await pbx.console('queue add member Local/101@from-queue/n to orders');
    const app = await open(desk, pbx, { popUrl, popQueues: ['orders'] });
    trunk.identity = { number: '+442079460000', name: 'Zoë' };
    await trunk.dial('5128');
    await expect.poll(() => agent.calls.length).toBeGreaterThan(2);
    await expect.poll(pages).toMatchObject([{ n: '+442079460000', q: 'orders' }]);
    await expect(app.panel.getByText(/rang \d+ times/)).toBeVisible();
    expect(pages()).toHaveLength(1);
    await pbx.console('queue remove member Local/101@from-queue/n from orders');
  });

  test('does not open again after a crash and a start while it rings', async ({ desk, pbxOf }) => {
    const pbx = await pbxOf(22);
    await desk.phone(pbx, '101');
    const customer = await desk.phone(pbx, '201');
    const app = await open(desk, pbx, { popUrl });
    await customer.dial('101');
    await expect.poll(pages).toHaveLength(1);
    await expect.poll(() => existsSync(join(app.userData, 'shown-calls.json'))).toBe(true);
    await app.crash();
    const again = await open(desk, pbx, { popUrl });
    await expect(again.card('ringing')).toBeVisible();
    expect(pages()).toHaveLength(1);
  });

  test('opens by the button and by its key', async ({ desk, pbxOf }) => {
    const pbx = await pbxOf(22);
    await desk.phone(pbx, '101', { onCall: { do: 'answer', afterMs: 100 } });
    const customer = await desk.phone(pbx, '201');
    const app = await open(desk, pbx, { popUrl, popWhen: 'button' });
    await customer.dial('101');
    await expect(app.card('talking')).toBeVisible();
    expect(pages()).toEqual([]);
    await app.button('Open in CRM').click();
    await expect.poll(pages).toMatchObject([{ n: '201' }]);
    await expect(app.panel.getByText('Opened in the browser')).toBeVisible();
    await app.panel.keyboard.press('Control+o');
    await expect.poll(pages).toHaveLength(2);
  });

  for (const [what, identity] of Object.entries({
    'an address in an address': { number: '4711', name: 'x&n=666#y?z=javascript:alert(1)' },
    'the end of a line': { number: '4712', name: 'a%0d%0aLocation: https://evil.example/' },
    'quotes and a shell': { number: '4713', name: `'$(touch /tmp/x)'; \`id\`` },
    'a step up': { number: '4714', name: '..' },
    'a host of its own': { number: '4715', name: '//evil.example/@evil.example\\' },
    'a turn of direction': { number: '4716', name: 'abc\u202emoc.live' },
  })) {
    test(`stays where it is whatever a caller is called: ${what}`, async ({ desk, pbxOf }) => {
      const pbx = await pbxOf(22);
      await desk.phone(pbx, '101');
      const trunk = await desk.phone(pbx, 'trunk');
      await open(desk, pbx, { popUrl });
      trunk.identity = identity;
      await trunk.dial('5000');
      await expect.poll(() => browser.opened()).toHaveLength(1);
      const url = new URL(browser.opened()[0]!);
      expect([url.protocol, url.host, url.hash]).toEqual(['https:', 'crm.example.com', '']);
      expect([...url.searchParams.keys()]).toEqual(['n', 'first', 'q', 'd']);
      expect(url.searchParams.get('n')).toBe(identity.number);
      const [, step = '', end] = url.pathname.split('/');
      expect(url.pathname.split('/')).toHaveLength(3);
      expect(end).toBe('');
      const shown = identity.name === '..' ? '' : identity.name.replace('\u202e', '');
      expect(decodeURIComponent(step)).toBe(shown);
    });
  }
});

test.describe('what an administrator adds at calls', () => {
  test('is a program that gets each value inside one argument', async ({ desk, pbxOf }) => {
    const pbx = await pbxOf(22);
    await desk.phone(pbx, '101');
    const trunk = await desk.phone(pbx, 'trunk');
    const program = join(folder, 'show a call');
    const out = join(folder, 'arguments');
    writeFileSync(
      program,
      `#!/bin/sh\nprintf '%s\\n' "$#" "$@" > '${out}.part' && mv '${out}.part' '${out}'\n`,
    );
    chmodSync(program, 0o755);
    const popProgram = [program, '--number={number}', '{name}', 'two words', '{queue}'];
    // What an agent's own file says of it has no effect.
    const own: Partial<Settings> = { popProgram: [join(folder, 'evil')], popProgramWhen: 'ended' };
    await open(desk, pbx, own, policyOf({ popProgram }));
    trunk.identity = { number: '+442079460000', name: `--exec O'Neill & "Sons" $HOME` };
    await trunk.dial('5000');
    await expect
      .poll(() => (existsSync(out) ? readFileSync(out, 'utf8').split('\n') : []))
      .toEqual(['4', '--number=+442079460000', `exec O'Neill & "Sons" $HOME`, 'two words', '', '']);
  });

  test('is no program and no web-hook where only the agent’s own file names them', async ({
    desk,
    pbxOf,
  }) => {
    const pbx = await pbxOf(22);
    await desk.phone(pbx, '101');
    const customer = await desk.phone(pbx, '201');
    const program = join(folder, 'evil');
    const out = join(folder, 'ran');
    writeFileSync(program, `#!/bin/sh\ntouch '${out}'\n`);
    chmodSync(program, 0o755);
    const app = await open(desk, pbx, { popUrl, popProgram: [program], popSchemes: ['https', 'http'] });
    await customer.dial('101');
    await expect.poll(pages).toHaveLength(1);
    const saved = await app.openSettings().then((settings) =>
      settings.evaluate(async (path) => {
        const { settings: now } = await window.offhook!.request('settings:read');
        return window.offhook!.request('settings:save', { settings: { ...now, popProgram: [path] } });
      }, program),
    );
    expect(saved).toEqual({ status: 'invalid', fields: [{ path: 'popProgram', code: 'locked' }] });
    expect(existsSync(out)).toBe(false);
  });

  /** A call from its ring to its end, as the agent sees it, with nothing in its way. */
  async function call(desk: Desk, pbx: Asterisk, settings: Partial<Settings>) {
    const agent = await desk.phone(pbx, '101');
    const customer = await desk.phone(pbx, '201');
    const key = join(folder, 'key');
    writeFileSync(key, '0123456789abcdef0123456789abcdef');
    const app = await open(desk, pbx, {}, policyOf({ webhookKeyFile: key, ...settings }));
    await customer.dial('101');
    await expect(app.card('ringing')).toBeVisible();
    await agent.waitFor('ringing').then((ringing) => ringing.answer());
    await expect(app.card('talking')).toBeVisible();
    await app.button('Hang up').click();
    await expect(app.card('ended')).toBeVisible();
    return app;
  }

  interface Got {
    readonly headers: Readonly<Record<string, string | string[] | undefined>>;
    readonly body: string;
  }

  /** Takes what is posted, and answers as it is told to. */
  function taking(got: Got[], answer: RequestListener): RequestListener {
    return (request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => (body += text));
      request.on('end', () => {
        got.push({ headers: request.headers, body });
        answer(request, response);
      });
    };
  }

  const momentsOf = (got: readonly Got[]): readonly unknown[] =>
    got.map(({ body }) => (JSON.parse(body) as { moment: unknown }).moment);

  test('is a web-hook, signed, over https with their own authority', async ({ desk, pbxOf }) => {
    const pbx = await pbxOf(22);
    const got: Got[] = [];
    const { certFile, keyFile, caFile } = pbx.tls;
    const server = createTlsServer(
      { cert: readFileSync(certFile), key: readFileSync(keyFile) },
      taking(got, (_request, response) => response.writeHead(204).end()),
    );
    const port = await serve(server);
    await call(desk, pbx, { webhookUrl: `https://localhost:${port}/calls`, webhookCaFile: caFile });
    await expect.poll(() => momentsOf(got)).toEqual(['ringing', 'answered', 'ended']);
    for (const { headers, body } of got) {
      const [, t = '', v1] = /^t=(\d+),v1=(\w+)$/.exec(String(headers['offhook-signature'])) ?? [];
      expect(v1).toBe(
        createHmac('sha256', '0123456789abcdef0123456789abcdef').update(`${t}.${body}`).digest('hex'),
      );
      expect(JSON.parse(body)).toMatchObject({
        id: headers['offhook-delivery'],
        call: { number: '201', extension: '101', direction: 'incoming' },
      });
    }
  });

  for (const [how, answer] of Object.entries<RequestListener>({
    hangs: () => undefined,
    fails: (_request, response) => response.writeHead(500).end(),
    redirects: (_request, response) => response.writeHead(307, { Location: '/elsewhere' }).end(),
  })) {
    test(`is nothing to a call where the server ${how}`, async ({ desk, pbxOf }) => {
      const pbx = await pbxOf(22);
      const got: Got[] = [];
      const paths = new Set<string | undefined>();
      const listener = taking(got, (request, response) => {
        paths.add(request.url);
        answer(request, response);
      });
      const port = await serve(createServer(listener));
      const app = await call(desk, pbx, { webhookUrl: `http://127.0.0.1:${port}/calls` });
      await expect.poll(() => got.length).toBeGreaterThan(0);
      if (how === 'fails')
        await expect.poll(() => app.log()).toMatch(/web-hook message not delivered.*"status":500/);
      if (how === 'redirects')
        await expect.poll(() => momentsOf(got)).toEqual(['ringing', 'answered', 'ended']);
      expect([...paths]).toEqual(['/calls']);
    });
  }

  test('is nothing to a call where the server shows the certificate of somebody else', async ({
    desk,
    pbxOf,
  }) => {
    const pbx = await pbxOf(22);
    const { certFile, keyFile } = pbx.tls;
    const got: Got[] = [];
    const server = createTlsServer(
      { cert: readFileSync(certFile), key: readFileSync(keyFile) },
      taking(got, (_request, response) => response.writeHead(204).end()),
    );
    const app = await call(desk, pbx, { webhookUrl: `https://localhost:${await serve(server)}/` });
    await expect.poll(() => app.log()).toMatch(/web-hook message not delivered.*certificate/);
    expect(got).toEqual([]);
  });
});
