import { mkdtempSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LogEntry } from '../../src/world/edges.ts';
import { newCall } from '../../src/cti/testing/arbitraries.ts';
import type { Instant } from '../../src/cti/instant.ts';
import { advance } from '../../src/cti/transition.ts';
import type { MessagingView } from '../../src/ipc/messaging.ts';
import { FakeLine } from '../../src/messaging/testing/fakeLine.ts';
import { TestPage } from '../../src/messaging/testing/testPage.ts';
import { nodeFiles } from '../../src/world/atomicFile.ts';
import { defaultSettings, type Settings } from '../../src/settings/schema.ts';
import { Secrets } from '../keyring/secrets.ts';
import { FakeKeyring, openGate } from '../testing/fakeKeyring.ts';
import { quickEdges } from '../testing/quickEdges.ts';
import { MessagingHost } from './messagingHost.ts';

const origin = 'https://crm.example.com';

let folder: string;
let line: FakeLine;
let host: MessagingHost;
let keyring: FakeKeyring;
let logged: LogEntry[];
let views: MessagingView[];
let questions: number;
let pages: TestPage[];

/** Ports of other users of the computer. */
const others = new Set<number>();

beforeEach(async () => {
  others.clear();
  folder = mkdtempSync(join(tmpdir(), 'offhook-messaging-'));
  line = new FakeLine();
  line.tell({ type: 'Connected', at: line.at, link: { state: 'online', version: '11.0.0' } });
  keyring = new FakeKeyring();
  [logged, views, questions, pages] = [[], [], 0, []];
  host = await start();
});

afterEach(async () => {
  for (const page of pages) page.close();
  await host.stop();
});

async function start(speed = 20, aheadMs: () => number = () => 0): Promise<MessagingHost> {
  const log = (entry: LogEntry): void => void logged.push(entry);
  const secrets = new Secrets({
    keyring,
    gate: openGate,
    files: nodeFiles,
    path: join(folder, 'pageToken.json'),
    platform: 'linux',
    nowWallMs: Date.now,
    log,
    onSecret: () => undefined,
    shown: Promise.resolve(),
  });
  await secrets.load();
  const edges = quickEdges(log, speed);
  const later = (): Instant => {
    const { monoMs, wallMs } = edges.clock.now();
    return { monoMs, wallMs: wallMs + aheadMs() };
  };
  return MessagingHost.open({
    edges: { ...edges, clock: { ...edges.clock, now: later } },
    files: nodeFiles,
    readFile: (path) => readFile(path),
    decisionsPath: join(folder, 'origins.json'),
    token: secrets,
    line: {
      line: () => line.line(),
      execute: (command) => line.execute(command),
      onEvent: (listener) => line.onEvent(listener),
    },
    explain: (code) => `words for ${code}`,
    onView: (view) => views.push(view),
    onQuestion: () => (questions += 1),
    peers: {
      isOurs: () => Promise.resolve(undefined),
      isOthersPort: (port) => Promise.resolve(others.has(port)),
    },
  });
}

/** A port that is free now; taken by somebody else it would be told as such. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function serve(some: Partial<Settings> = {}): Promise<number> {
  const messagingPort = await freePort();
  await host.configure({ ...defaultSettings, messagingPort, ...some });
  expect(host.view().service).toEqual({ state: 'listening', port: messagingPort, secure: false });
  return messagingPort;
}

async function page(port: number): Promise<TestPage> {
  const opened = await TestPage.open(port);
  pages.push(opened);
  return opened;
}

const asked = (count = 1): Promise<void> =>
  vi.waitFor(() => expect(host.view().questions).toHaveLength(count));

describe('a page that no one decided about', () => {
  it('waits for the agent, who is asked by its name, and is let in from then on', async () => {
    const port = await serve();
    const opening = page(port);
    await asked();
    expect(host.view().questions).toEqual([
      { kind: 'connect', origin, name: 'crm.example.com', site: 'example.com' },
    ]);
    expect(questions).toBe(1);
    host.decide(origin, 'allow');
    await opening;
    await page(port);
    expect(questions).toBe(1);
    expect(views.at(-1)?.decided).toMatchObject([{ origin, decision: 'allow' }]);
    await host.stop();
    expect(JSON.parse(readFileSync(join(folder, 'origins.json'), 'utf8'))).toMatchObject({
      origins: [{ origin, decision: 'allow' }],
    });
  });

  it('is refused without asking again once the answer was never', async () => {
    const port = await serve();
    const opening = page(port);
    await asked();
    host.decide(origin, 'never');
    await expect(opening).rejects.toThrow('403');
    await expect(page(port)).rejects.toThrow('403');
    expect(questions).toBe(1);
  });

  it('that may for today is sent away when the day is over, and asked about again', async () => {
    await host.stop();
    let aheadMs = 0;
    host = await start(1_000, () => aheadMs);
    const port = await serve();
    const opening = page(port);
    await asked();
    host.decide(origin, 'allowToday');
    const opened = await opening;
    await page(port);
    aheadMs = 24 * 3_600_000;
    expect(await opened.closed()).toBe(1008);
    const again = page(port).catch(() => undefined);
    await asked();
    host.decide(origin, 'never');
    await again;
  });

  it('is let in unasked where the settings have it, whatever its case', async () => {
    const port = await serve({ messagingOrigins: ['https://CRM.example.com'] });
    await page(port);
    expect(questions).toBe(0);
  });

  it.each(['revoked', 'taken out of the settings'])('is shown the door when that is %s', async (how) => {
    const preset = how === 'revoked' ? [] : [origin];
    const port = await serve({ messagingOrigins: preset });
    if (how === 'revoked') host.decide(origin, 'allow');
    const opened = await page(port);
    const closed = opened.closed();
    if (how === 'revoked') host.revoke(origin);
    else await host.configure({ ...defaultSettings, messagingPort: port });
    expect(await closed).toBe(1008);
  });
});

describe('a number', () => {
  const dial = async (number: string, some: Partial<Settings> = {}): Promise<TestPage> => {
    const opened = await page(await serve({ messagingOrigins: [origin], ...some }));
    opened.command('MakeCall', '', { targetAddress: number }, 'u1');
    return opened;
  };

  it('that the rules let through is dialled, and noted with who asked for it', async () => {
    const opened = await dial('201');
    await opened.next(4);
    expect(line.asked).toEqual([{ type: 'MakeCall', number: '201' }]);
    expect(host.view().dialled).toMatchObject([{ from: origin, number: '201', outcome: 'dialled' }]);
    expect(logged).toContainEqual(
      expect.objectContaining({ what: 'page command', from: origin, command: 'MakeCall', number: '201' }),
    );
  });

  it.each([true, false])('that leaves the country is asked about; the agent says %s', async (mayDial) => {
    const opened = await dial('+442079460958');
    await asked();
    const question = host.view().questions[0];
    expect(question).toMatchObject({ kind: 'dial', number: '+442079460958', name: 'crm.example.com' });
    expect(line.asked).toEqual([]);
    host.answerDial(question?.kind === 'dial' ? question.id : '', mayDial);
    if (mayDial) await opened.next(4);
    else expect(await opened.content(3)).toMatchObject({ internalErrorCode: 'numberNotAllowed' });
    expect(line.asked).toHaveLength(mayDial ? 1 : 0);
    expect(host.view()).toMatchObject({
      questions: [],
      dialled: [{ outcome: mayDial ? 'dialled' : 'denied' }],
    });
  });

  it('is not asked about for a page that has gone, nor for ever', async () => {
    const opened = await dial('+442079460958');
    await asked();
    opened.close();
    await asked(0);
    const patient = await dial('+442079460959');
    expect(await patient.content(3)).toMatchObject({ internalErrorCode: 'numberNotAllowed' });
    expect(line.asked).toEqual([]);
  });

  it('that the settings deny is not dialled, nor transferred to; an exception is', async () => {
    const opened = await dial('0900123', { pageDialDeny: ['0!'], pageDialAllow: ['030!'] });
    expect(await opened.content(3)).toMatchObject({ internalErrorCode: 'numberNotAllowed' });
    opened.command('BlindTransferCall', 'c1', { targetAddress: '0900123' });
    expect(await opened.content(3)).toMatchObject({ internalErrorCode: 'numberNotAllowed' });
    opened.command('MakeCall', '', { targetAddress: '030 901820' });
    await opened.next(4);
    expect(line.asked).toEqual([{ type: 'MakeCall', number: '030901820' }]);
  });
});

describe('what a page asks for', () => {
  const talking = (): void => {
    const call = newCall('c1', 'incoming', line.at);
    const ringing = advance(call, { type: 'RingStarted' }, line.at)!;
    const talks = advance(ringing, { type: 'CommutationStarted' }, line.at)!;
    const features = { can: ['HoldCall', 'DropCall'] as const, denied: {} };
    line.tell({ type: 'RingStarted', at: line.at, call: ringing });
    line.tell({ type: 'CommutationStarted', at: line.at, call: { ...talks, features } });
  };

  it.each([
    ['ask', true],
    ['hold', true],
    ['leave', undefined],
  ] as const)('holds the call that is talked on where the agent chose %s', async (secondCall, holdOthers) => {
    const opened = await page(await serve({ messagingOrigins: [origin], secondCall }));
    talking();
    opened.command('MakeCall', '', { targetAddress: '202' });
    await opened.next(4);
    expect(line.asked).toEqual([
      { type: 'MakeCall', number: '202', ...(holdOthers === undefined ? {} : { holdOthers }) },
    ]);
  });

  it('holds the call that the agent is in also where the other side has it on hold', async () => {
    const opened = await page(await serve({ messagingOrigins: [origin] }));
    talking();
    const call = {
      ...line.line().calls[0]!,
      state: 'held',
      phase: 'heldByRemote',
      heldBy: 'remote',
    } as const;
    line.tell({ type: 'PutHoldAction', at: line.at, call, by: 'remote' });
    opened.command('MakeCall', '', { targetAddress: '202' });
    await vi.waitUntil(() => line.asked.length > 0, { interval: 1 });
    expect(line.asked).toEqual([{ type: 'MakeCall', number: '202', holdOthers: true }]);
  });

  it('passes the checks of the panel, or is not carried out', async () => {
    const opened = await page(await serve({ messagingOrigins: [origin] }));
    opened.command('DropCall', 'PJSIP/102-00000001; core show channels');
    expect(await opened.content(3)).toMatchObject({ internalErrorCode: 'unknownCall' });
    expect(line.asked).toEqual([]);
  });
});

describe('the token', () => {
  const script = (port: number, token: string): Promise<TestPage> =>
    TestPage.connect(port, { headers: { Authorization: `Bearer ${token}` } });

  it('lets a program in once there is one; a new one throws it out', async () => {
    const port = await serve();
    await expect(script(port, 'guess')).rejects.toThrow('401');
    const token = (await host.token('show')) ?? '';
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(await host.token('show')).toBe(token);
    await expect(script(port, 'guess')).rejects.toThrow('401');
    const program = await script(port, token);
    pages.push(program);
    const closed = program.closed();
    expect(await host.token('renew')).not.toBe(token);
    expect(await closed).toBe(1008);
    await expect(script(port, token)).rejects.toThrow('401');
  });

  it('is kept by the keyring, encrypted, and known again after a start', async () => {
    const token = await host.token('show');
    await host.stop();
    expect(readFileSync(join(folder, 'pageToken.json'), 'utf8')).not.toContain(token);
    host = await start();
    expect(await host.token('show')).toBe(token);
  });

  it('is not replaced because the keyring is locked', async () => {
    const token = await host.token('show');
    await host.stop();
    host = await start();
    keyring.broken = true;
    expect(await host.token('show')).toBeNull();
    expect(await host.token('show')).toBeNull();
    keyring.broken = false;
    expect(await host.token('show')).toBe(token);
  });
});

describe('the port', () => {
  it('is none where the settings have 0, and moves with them', async () => {
    expect(host.view().service).toEqual({ state: 'off' });
    const first = await serve();
    await host.configure({ ...defaultSettings, messagingPort: 0 });
    expect(host.view().service).toEqual({ state: 'off' });
    await expect(page(first)).rejects.toThrow();
  });

  it('that another program has is reported, and taken when it is free', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await host.configure({ ...defaultSettings, messagingPort: port });
    expect(views.at(-1)?.service).toMatchObject({ state: 'failed', code: 'portTaken', port });
    await new Promise((resolve) => other.close(resolve));
    await vi.waitFor(() => expect(host.view().service).toMatchObject({ state: 'listening', port }), 5_000);
  });

  it('is the next one where another user of this computer has it, for as long as they do', async () => {
    const port = await freePort();
    others.add(port);
    await host.configure({ ...defaultSettings, messagingPort: port });
    expect(host.view().service).toMatchObject({ state: 'listening', port: port + 1 });
  });

  it('is not opened with a certificate that is none', async () => {
    const pem = join(import.meta.dirname, 'messagingHost.test.ts');
    await host.configure({
      ...defaultSettings,
      messagingPort: await freePort(),
      messagingCertFile: pem,
      messagingKeyFile: pem,
    });
    expect(host.view().service).toMatchObject({ state: 'failed', code: 'certificateUnusable' });
  });
});
