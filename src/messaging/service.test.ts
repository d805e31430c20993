import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Call } from '../cti/call.ts';
import { refused } from '../cti/command.ts';
import { newCall } from '../cti/testing/arbitraries.ts';
import { advance, type CallChange } from '../cti/transition.ts';
import { defaultLimits } from './options.ts';
import { MessagingService } from './service.ts';
import { FakeLine } from './testing/fakeLine.ts';
import { TestPage } from './testing/testPage.ts';

let line: FakeLine;
let service: MessagingService;
const pages: TestPage[] = [];

async function serve(limits: Partial<typeof defaultLimits> = {}): Promise<void> {
  service = new MessagingService({
    port: 0,
    hosts: ['127.0.0.1'],
    edges: line,
    limits: { ...defaultLimits, ...limits },
  });
  await service.start();
}

async function page(
  ...args: Parameters<typeof TestPage.open> extends [number, ...infer Rest] ? Rest : never
): Promise<TestPage> {
  const opened = await TestPage.open(service.port, ...args);
  pages.push(opened);
  return opened;
}

beforeEach(() => {
  line = new FakeLine();
  line.tell({ type: 'Connected', at: line.at, link: { state: 'online', version: '11.0.0' } });
  line.tell({
    type: 'LineStateChanged',
    at: line.at,
    features: { can: ['MakeCall'], denied: {} },
    callFeatures: {},
  });
});

afterEach(async () => {
  for (const each of pages.splice(0)) each.close();
  await service.stop();
});

/** A call of the line through changes, told as the line tells them. */
function story(direction: Call['direction']): { call: () => Call; step: (change: CallChange) => void } {
  let call = newCall('c1', direction, line.at);
  return {
    call: () => call,
    step: (change) => {
      const next = advance(call, change, line.at);
      if (next === undefined) throw new Error(`${change.type} makes no sense`);
      call = { ...next, features: { can: ['DropCall', 'HoldCall', 'SendDtmf'], denied: {} } };
      line.tell({ ...change, at: line.at, call });
    },
  };
}

interface Wire {
  readonly id: string;
  readonly state: number;
  readonly oldState: number;
  readonly callerId: string;
  readonly calledId: string;
  readonly deviceId: string;
  readonly callFeaturesSet: number;
  readonly totalTalkDuration: number;
  readonly totalHoldDuration: number;
  readonly stateCause: string;
}

describe('the handshake', () => {
  it('loads the library, opens the connection, tells the line and the calls', async () => {
    await serve();
    const opened = await TestPage.connect(service.port);
    pages.push(opened);
    opened.send({
      command: 'LoadLibrary',
      commandUId: 'a',
      parameters: { AssemblyName: 'Terrasoft.Messaging' },
    });
    const loaded = await opened.next(1);
    expect(loaded).toMatchObject({ commandUId: 'a', content: expect.stringMatching(/^id-/) as string });
    opened.send({
      command: 'OpenConnection',
      parameters: { connectionParams: '{}', sessionServiceParams: '{}' },
    });
    expect((await opened.next(2)).connectionUId).not.toBe('');
    expect(await opened.content(11)).toEqual({ callFeaturesSet: 0x2 });
    expect(await opened.content(12)).toBe('Offline');
    opened.command('QueryActiveCallSnapshot');
    expect(await opened.content(10)).toEqual({ CurrentCall: null, ActiveCalls: [] });
  });

  it('answers a command that comes before it with error 3, and carries nothing out', async () => {
    await serve();
    const early = await TestPage.connect(service.port);
    pages.push(early);
    early.command('MakeCall', '', { targetAddress: '201' });
    expect(await early.content(3)).toMatchObject({
      errorType: 3,
      internalErrorCode: 'notOpen',
      source: 'MakeCall',
    });
    early.command('OpenConnection');
    expect(await early.content(3)).toMatchObject({ errorType: 3, internalErrorCode: 'notLoaded' });
    expect(line.asked).toEqual([]);
  });

  it('says whose line it is before the connection is open, and nothing more than that', async () => {
    await serve();
    const early = await TestPage.connect(service.port);
    pages.push(early);
    early.command('QueryLineOwner', '', {}, 'who');
    const { commandUId, content, privateData } = await early.next(4);
    expect({ commandUId, content, privateData }).toEqual({
      commandUId: 'who',
      content: '{"extension":"101"}',
      privateData: '',
    });
    early.command('QueryLineState');
    expect(await early.content(3)).toMatchObject({ internalErrorCode: 'notOpen' });
  });

  it('says it to no page that was not let in', async () => {
    await serve();
    line.allowed = () => Promise.resolve(false);
    const refused = TestPage.connect(service.port, { origin: 'https://other.example.net' });
    await expect(refused).rejects.toThrow('403');
    await expect(refused).rejects.not.toThrow('101');
  });

  it('ignores the keep-alives of the page library', async () => {
    await serve();
    const opened = await page();
    const before = opened.frames.length;
    opened.send({ Id: 'x', Header: { Sender: 'y' }, Body: 'ping' });
    await opened.settled();
    expect(opened.frames.length).toBe(before + 1);
  });
});

describe('a command', () => {
  it.each([
    ['MakeCall', '', { targetAddress: '+44 (20) 7946-0958' }, { type: 'MakeCall', number: '+442079460958' }],
    ['AnswerCall', 'c1', {}, { type: 'AnswerCall', callId: 'c1' }],
    ['Hookup', 'c1', {}, { type: 'AnswerCall', callId: 'c1' }],
    ['DropCall', 'c1', {}, { type: 'DropCall', callId: 'c1' }],
    ['HoldCall', 'c1', {}, { type: 'HoldCall', callId: 'c1' }],
    ['SetupTransferCall', 'c1', {}, { type: 'HoldCall', callId: 'c1' }],
    ['MakeCall', '', { targetAddress: '+44 (0)20 7946 0958' }, { type: 'MakeCall', number: '+442079460958' }],
    [
      'MakeCall',
      '',
      { targetAddress: '+1 646 555 0100,,820445398#' },
      { type: 'MakeCall', number: '+16465550100', keys: '820445398#' },
    ],
    [
      'MakeConsultCall',
      'c1',
      { targetAddress: '102' },
      { type: 'MakeConsultCall', callId: 'c1', number: '102' },
    ],
    [
      'BlindTransferCall',
      'c1',
      { targetAddress: '102' },
      { type: 'BlindTransferCall', callId: 'c1', number: '102' },
    ],
    [
      'TransferCall',
      'c1',
      { consultationCall: '{"id":"c2"}' },
      { type: 'TransferCall', callId: 'c1', withCallId: 'c2' },
    ],
    [
      'TransferCall',
      'c1',
      { consultationCall: { id: 'c2' } },
      { type: 'TransferCall', callId: 'c1', withCallId: 'c2' },
    ],
    ['CancelTransfer', '', { currentCall: '{"id":"c1"}' }, { type: 'CancelTransfer', callId: 'c1' }],
    ['SendDtmf', 'c1', { digits: '12#' }, { type: 'SendDtmf', callId: 'c1', digits: '12#' }],
    ['SetDnd', '', {}, { type: 'SetAgentState', state: 'notReady' }],
    [
      'SetMsgUserState',
      '',
      { code: 'Lunch', reason: 'Soup' },
      { type: 'SetAgentState', state: 'notReady', reason: 'Soup' },
    ],
    ['SetMsgUserState', '', { code: 'Ready' }, { type: 'SetAgentState', state: 'ready' }],
    ['SetWrapUpUserState', '', { isWrapUpActive: true }, { type: 'ExtendAfterCallWork' }],
    ['SetWrapUpUserState', '', { isWrapUpActive: false }, { type: 'SetAgentState', state: 'ready' }],
  ])('%s is carried out by the line and answered', async (command, callId, parameters, expected) => {
    await serve();
    const opened = await page();
    opened.command(command, callId, parameters, 'u1');
    expect(await opened.next(4)).toMatchObject({ commandUId: 'u1', content: 'true' });
    expect(line.asked).toEqual([expected]);
  });

  it.each([
    'PostRawData',
    'ProcessLogs',
    'SetLogFilePath',
    'LibrarySpecificService',
    'Nonsense',
    'constructor',
  ])('%s is refused as not supported', async (command) => {
    await serve();
    const opened = await page();
    opened.command(command, '', { filePath: '/etc/passwd', data: 'Action: Hangup\r\n\r\n' });
    expect(await opened.content(3)).toMatchObject({ errorType: 4, source: command });
    expect(line.asked).toEqual([]);
  });

  it.each([
    ['MakeCall', '', { targetAddress: '101@from-trunk' }, 'invalidNumber', /\(offset 3\)/u],
    ['MakeCall', '', { targetAddress: '101\r\nAction: Hangup' }, 'invalidNumber', /^controlCharacter/u],
    ['MakeCall', '', { targetAddress: '030 901820, 030 901821' }, 'severalNumbers', /030901820, 030901821/u],
    ['MakeConsultCall', 'c1', { targetAddress: '201; 202' }, 'severalNumbers', /201, 202/u],
    ['MakeCall', '', { targetAddress: '+49\u00a430\u00a41234' }, 'invalidNumber', /\(offset 3\)/u],
    ['MakeCall', '', { targetAddress: { toString: 'x' } }, 'invalidNumber', /^empty/u],
    ['MakeCall', '', {}, 'invalidNumber', /^empty/u],
    ['DropCall', '', {}, 'invalidParameters', /commandExecutorId/u],
    ['SendDtmf', 'c1', { digits: 'w!' }, 'invalidParameters', /digits/u],
    ['SetMsgUserState', '', {}, 'invalidParameters', /code/u],
  ])('%s without what it needs is refused: %j', async (command, callId, parameters, code, data) => {
    await serve();
    const opened = await page();
    opened.command(command, callId, parameters);
    expect(await opened.content(3)).toMatchObject({
      errorType: 3,
      source: command,
      internalErrorCode: code,
      data: expect.stringMatching(data) as string,
    });
    expect(line.asked).toEqual([]);
  });

  it('of the connection itself is answered, and its end is told before the socket closes', async () => {
    await serve();
    const opened = await page();
    opened.command('RegisterConnectionSession', '', {}, 'r');
    expect(await opened.next(4)).toMatchObject({ commandUId: 'r' });
    opened.command('QueryLineState');
    expect(await opened.content(11)).toEqual({ callFeaturesSet: 0x2 });
    opened.command('CloseConnection');
    await opened.next(14);
    expect(line.asked).toEqual([]);
  });

  it('that the line refuses is told with its code and words', async () => {
    await serve();
    const opened = await page();
    line.result = refused('phoneBusy');
    opened.command('MakeCall', '', { targetAddress: '201' }, 'u2');
    const error = await opened.next(3);
    expect(error.commandUId).toBe('u2');
    expect(JSON.parse(error.content)).toEqual({
      errorType: 3,
      internalErrorCode: 'phoneBusy',
      data: 'words for phoneBusy',
      source: 'MakeCall',
    });
  });
});

describe('the events of a call', () => {
  it('come in the protocol’s numbers and states, to every page alike, features before each', async () => {
    await serve();
    const [first, second] = [await page(), await page()];
    const told = story('incoming');
    told.step({ type: 'RingStarted' });
    line.nowMs = 4_000;
    told.step({ type: 'CommutationStarted' });
    line.nowMs = 34_000;
    told.step({ type: 'PutHoldAction', by: 'agent' });
    line.nowMs = 44_500;
    told.step({ type: 'EndHoldAction', by: 'agent' });
    told.step({ type: 'RingFinished', outcome: 'answered', cause: 16 });
    for (const each of [first, second]) {
      expect(await each.content(11)).toEqual({ callFeaturesSet: 0x2 | 0x8 | 0x10 | 0x400, callId: 'c1' });
      expect(await each.content<Wire>(5)).toMatchObject({
        id: 'c1',
        state: 1,
        oldState: 0,
        callerId: '201',
        calledId: '101',
        deviceId: '101',
      });
      expect(await each.content<Wire>(7)).toMatchObject({ state: 2, oldState: 1 });
      expect(await each.content<Wire>(8)).toMatchObject({ state: 3, oldState: 2, totalTalkDuration: 30 });
      expect(await each.content<Wire>(9)).toMatchObject({ state: 2, oldState: 3, totalHoldDuration: 10 });
      expect(await each.content<Wire>(6)).toMatchObject({
        state: 0,
        oldState: 2,
        stateCause: 'answered',
        callFeaturesSet: 0,
      });
      expect(await each.content(11)).toEqual({ callFeaturesSet: 0x2 });
    }
  });

  it('name the other party as the protocol wants: calledId on a call that the line dialled', async () => {
    await serve();
    const opened = await page();
    story('outgoing').step({ type: 'CallInfoChanged' });
    expect(await opened.content<Wire>(17)).toMatchObject({
      deviceId: '101',
      callerId: '101',
      calledId: '201',
    });
  });

  it('do not call a call held that only the other party holds', async () => {
    await serve();
    const opened = await page();
    const told = story('incoming');
    told.step({ type: 'RingStarted' });
    told.step({ type: 'CommutationStarted' });
    told.step({ type: 'PutHoldAction', by: 'remote' });
    expect(await opened.content<Wire>(17)).toMatchObject({ state: 2 });
    expect(opened.frames.some(({ eventType }) => eventType === 8)).toBe(false);
  });

  it('HoldCall takes a held call off hold', async () => {
    await serve();
    const opened = await page();
    const told = story('incoming');
    told.step({ type: 'RingStarted' });
    told.step({ type: 'CommutationStarted' });
    told.step({ type: 'PutHoldAction', by: 'agent' });
    opened.command('HoldCall', 'c1');
    await opened.next(4);
    expect(line.asked).toEqual([{ type: 'ResumeCall', callId: 'c1' }]);
    // A transfer is set up by holding: it is held already.
    opened.command('SetupTransferCall', 'c1');
    await opened.next(4);
    expect(line.asked).toHaveLength(1);
  });

  it('leave no button alive while the link is down, and tell each anew when it is back', async () => {
    await serve();
    const opened = await page();
    const told = story('incoming');
    told.step({ type: 'RingStarted' });
    await opened.next(5);
    const link = { state: 'connecting', attempt: 1 } as const;
    line.tell({ type: 'Disconnected', at: line.at, link });
    expect(await opened.content(11)).toEqual({ callFeaturesSet: 0 });
    expect(await opened.content(11)).toEqual({ callFeaturesSet: 0, callId: 'c1' });
    line.tell({ type: 'ActiveCallSnapshot', at: line.at, calls: [told.call()] });
    expect(await opened.content(10)).toMatchObject({ CurrentCall: { id: 'c1' } });
    line.tell({
      type: 'LineStateChanged',
      at: line.at,
      features: { can: ['MakeCall'], denied: {} },
      callFeatures: { c1: { can: ['AnswerCall'], denied: {} } },
    });
    await vi.waitFor(() =>
      expect(JSON.parse(opened.frames.at(-1)!.content)).toEqual({ callFeaturesSet: 0x6, callId: 'c1' }),
    );
  });

  it('know what a call was before the page came', async () => {
    await serve();
    const told = story('incoming');
    told.step({ type: 'RingStarted' });
    const opened = await page();
    told.step({ type: 'CommutationStarted' });
    expect(await opened.content<Wire>(7)).toMatchObject({ oldState: 1, state: 2 });
  });

  it('carry the fields of the PBX’s packets that the settings ask for', async () => {
    await serve();
    const opened = await page();
    const call = { ...newCall('c1', 'incoming', line.at), privateData: { Queue: 'support' } };
    line.tell({ type: 'RingStarted', at: line.at, call: advance(call, { type: 'RingStarted' }, line.at)! });
    expect(JSON.parse((await opened.next(5)).privateData)).toEqual({ Queue: 'support' });
  });

  it('tell what the protocol has no field for beside the call: the PBX at the other end, how often it rang', async () => {
    await serve();
    const opened = await page();
    const ring = (call: Call): void =>
      line.tell({ type: 'RingStarted', at: line.at, call: advance(call, { type: 'RingStarted' }, line.at)! });
    ring({ ...newCall('c1', 'incoming', line.at), rings: 3, privateData: { Queue: 'support' } });
    expect(JSON.parse((await opened.next(5)).privateData)).toEqual({ rings: '3', Queue: 'support' });
    ring({ ...newCall('c2', 'outgoing', line.at), application: 'voicemail' });
    expect(JSON.parse((await opened.next(5)).privateData)).toEqual({ application: 'voicemail' });
    ring(newCall('c3', 'incoming', line.at));
    expect((await opened.next(5)).privateData).toBe('');
  });

  it('tell busy, and the keys that were sent', async () => {
    await serve();
    const opened = await page();
    const told = story('outgoing');
    told.step({ type: 'AbonentBusy' });
    expect(await opened.content<Wire>(13)).toMatchObject({ id: 'c1', state: 6, calledId: '201' });
    line.tell({ type: 'DtmfEntered', at: line.at, callId: 'c1', digits: '12#' });
    expect(await opened.content(18)).toBe('12#');
  });

  it.each([
    ['offline', 'Offline'],
    ['ready', 'Ready'],
    ['notReady', 'NotReady'],
    ['ringing', 'Busy'],
    ['talking', 'Busy'],
    ['afterCallWork', 'WrapUp'],
  ] as const)('tell the agent’s state %s as %s, at once and when asked', async (status, code) => {
    await serve();
    const opened = await page();
    const before = opened.frames.length;
    line.tell({ type: 'AgentStateChanged', at: line.at, agent: { ...line.current.agent, status, since: 1 } });
    await vi.waitFor(() => expect(opened.frames.length).toBeGreaterThan(before));
    expect(await opened.content(12)).toBe(code);
    opened.command('QueryMsgUserState');
    expect(await opened.content(12)).toBe(code);
  });

  it('are in the snapshot at any time', async () => {
    await serve();
    const opened = await page();
    story('incoming').step({ type: 'RingStarted' });
    opened.command('QueryActiveCallSnapshot');
    const snapshot = await opened.content<{ CurrentCall: Wire; ActiveCalls: Wire[] }>(10);
    expect(snapshot.CurrentCall.id).toBe('c1');
    expect(snapshot.ActiveCalls).toHaveLength(1);
  });
});

describe('who may connect', () => {
  it('is no program of another user of this computer: it is turned away before anything is asked', async () => {
    await serve();
    line.isPeerOurs = false;
    await expect(TestPage.connect(service.port)).rejects.toThrow('421');
    await expect(
      TestPage.connect(service.port, { headers: { Authorization: 'Bearer right-token' } }),
    ).rejects.toThrow('421');
    expect(line.questions).toEqual([]);
    expect(line.logged).toContainEqual(expect.objectContaining({ why: 'another user of this computer' }));
  });

  it('is no page that came over http where nobody let it in, and the log says why', async () => {
    await serve();
    line.decided = { 'http://crm.example.com': false };
    await expect(TestPage.connect(service.port, { origin: 'http://crm.example.com' })).rejects.toThrow('403');
    expect(line.logged).toContainEqual(expect.objectContaining({ why: 'a page that came over http' }));
  });

  it('is asked of the agent by name, before the socket opens', async () => {
    await serve();
    line.allowed = () => Promise.resolve(false);
    await expect(TestPage.connect(service.port, { origin: 'https://evil.example' })).rejects.toThrow('403');
    expect(line.questions).toEqual(['evil.example']);
    expect(service.pages).toBe(0);
  });

  it('is nobody when the agent does not answer in time', async () => {
    await serve({ decisionMs: 20 });
    line.allowed = (_origin, signal) =>
      new Promise((resolve) => signal.addEventListener('abort', () => resolve(false)));
    await expect(TestPage.connect(service.port)).rejects.toThrow('403');
  });

  it.each(['null', 'file://', 'https://crm.example.com/path', 'chrome-extension://abc', 'nonsense'])(
    'is not a page of origin %s',
    async (origin) => {
      await serve();
      await expect(TestPage.connect(service.port, { headers: { Origin: origin } })).rejects.toThrow('403');
      expect(line.questions).toEqual([]);
    },
  );

  it('without an origin shows the token', async () => {
    await serve();
    await expect(TestPage.connect(service.port, {})).rejects.toThrow('401');
    await expect(
      TestPage.connect(service.port, { headers: { Authorization: 'Bearer wrong' } }),
    ).rejects.toThrow('401');
    pages.push(await TestPage.connect(service.port, { headers: { Authorization: 'Bearer right-token' } }));
    pages.push(await TestPage.connect(service.port, {}, '/?token=right-token'));
    expect(service.pages).toBe(2);
  });

  it('does not come by another name of this machine', async () => {
    await serve();
    const rebound = { origin: 'https://crm.example.com', headers: { Host: `evil.example:${service.port}` } };
    await expect(TestPage.connect(service.port, rebound)).rejects.toThrow('403');
  });

  it('is shown the door once not allowed any more', async () => {
    await serve();
    const opened = await page();
    service.dismiss((name) => name !== 'https://crm.example.com');
    expect(await opened.closed()).toBe(1008);
  });
});

describe('a hostile page', () => {
  it.each(['{"command":', '[]', '"x"', '{"command":7}', '{"command":""}', '\u0000', ''])(
    'that sends %j gets one clear error',
    async (message) => {
      await serve();
      const [hostile, other] = [await page(), await page()];
      hostile.send(message);
      expect(await hostile.content(3)).toMatchObject({ errorType: 0, internalErrorCode: 'badMessage' });
      await other.settled();
    },
  );

  it('that goes on sending nonsense is shown the door, and nobody else is', async () => {
    await serve();
    const [hostile, other] = [await page(), await page()];
    for (let i = 0; i < 10; i += 1) hostile.send('nonsense');
    expect(await hostile.closed()).toBe(1008);
    await other.settled();
    expect(service.pages).toBe(1);
  });

  it('that sends binary is told so; one that sends too much at once is cut off', async () => {
    await serve({ messageBytesMax: 1_000 });
    const hostile = await page();
    hostile.sendBinary(new Uint8Array([1, 2]));
    expect(await hostile.content(3)).toMatchObject({ internalErrorCode: 'badMessage' });
    hostile.send('x'.repeat(1_001));
    expect(await hostile.closed()).toBe(1009);
  });

  it('that floods is stopped', async () => {
    await serve();
    const hostile = await page();
    for (let i = 0; i < 60; i += 1) hostile.command('QueryLineState');
    expect(await hostile.closed()).toBe(1008);
  });

  it('that dials too often is refused', async () => {
    await serve({ callsPerMinute: 2 });
    const hostile = await page();
    for (let i = 0; i < 3; i += 1) hostile.command('MakeCall', '', { targetAddress: '201' });
    expect(await hostile.content(3)).toMatchObject({ internalErrorCode: 'tooManyCalls' });
    expect(line.asked).toHaveLength(2);
  });

  it('that opens too many sockets is refused', async () => {
    await serve({ pagesPerOriginMax: 2 });
    await page();
    await page();
    await expect(TestPage.connect(service.port)).rejects.toThrow('503');
  });

  it('may not dial what the rules or the agent forbid', async () => {
    await serve();
    line.dialable = (number) => !number.startsWith('0900');
    const hostile = await page();
    hostile.command('MakeCall', '', { targetAddress: '0900123' });
    expect(await hostile.content(3)).toMatchObject({ internalErrorCode: 'numberNotAllowed' });
    expect(line.asked).toEqual([]);
    expect(line.logged).toContainEqual(
      expect.objectContaining({ what: 'page may not dial', number: '0900123' }),
    );
  });

  it('cannot have more calls by more sockets, nor by coming back', async () => {
    await serve({ callsPerMinute: 2 });
    const [first, second] = [await page(), await page()];
    for (const each of [first, second]) {
      each.command('MakeCall', '', { targetAddress: '201' });
      await each.next(4);
    }
    first.close();
    const again = await page();
    again.command('MakeCall', '', { targetAddress: '201' });
    expect(await again.content(3)).toMatchObject({ internalErrorCode: 'tooManyCalls' });
    const other = await page({ origin: 'https://other.example' });
    other.command('MakeCall', '', { targetAddress: '201' });
    await other.next(4);
  });

  it('that waits for a decision with many sockets keeps nobody out', async () => {
    await serve({ waitingMax: 3, waitingPerSiteMax: 2 });
    line.decided = { 'https://crm.example.com': true };
    line.allowed = () => new Promise(() => undefined);
    const evil = (name: string): Promise<unknown> =>
      TestPage.connect(service.port, { origin: `https://${name}.example` }).catch((error: unknown) => error);
    const waiting = [evil('a'), evil('a')];
    await vi.waitFor(() => expect(line.questions).toHaveLength(2));
    expect(String(await evil('a'))).toContain('503');
    waiting.push(evil('b'));
    await vi.waitFor(() => expect(line.questions).toHaveLength(3));
    expect(String(await evil('c'))).toContain('503');
    await page();
    await service.stop();
    for (const each of waiting) expect(String(await each)).toContain('socket hang up');
  });

  it('that plays again what was said on another connection is told so, and nothing is carried out', async () => {
    await serve();
    const [victim, hostile] = [await page(), await page()];
    const { connectionUId } = victim.frames.find(({ eventType }) => eventType === 2)!;
    hostile.send({ command: 'MakeCall', connectionUId, parameters: { targetAddress: '201' } });
    expect(await hostile.content(3)).toMatchObject({ errorType: 2, internalErrorCode: 'otherConnection' });
    expect(line.asked).toEqual([]);
    victim.send({ command: 'MakeCall', connectionUId, parameters: { targetAddress: '201' } });
    await victim.next(4);
  });

  it.each([
    ['half a frame', Buffer.from([0x81, 0xfe, 0x10, 0x00, 1, 2, 3, 4, 5])],
    ['an unmasked frame', Buffer.from([0x81, 0x02, 0x7b, 0x7d])],
    ['half a character', Buffer.from([0x81, 0x81, 0, 0, 0, 0, 0xc3])],
    ['a frame of no kind', Buffer.from([0x8f, 0x80, 0, 0, 0, 0])],
  ])('that sends %s and goes harms nobody else', async (_what, bytes) => {
    await serve();
    const other = await page();
    const raw = connect(service.port, '127.0.0.1');
    raw.on('error', () => undefined);
    raw.write(
      `GET / HTTP/1.1\r\nHost: 127.0.0.1:${service.port}\r\nOrigin: https://crm.example.com\r\n` +
        'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    await vi.waitFor(() => expect(service.pages).toBe(2));
    raw.write(bytes, () => raw.destroy());
    await vi.waitFor(() => expect(service.pages).toBe(1));
    await other.settled();
  });

  it.each(['//', '/?token=%', '/?token=', '*'])(
    'that asks for %j is refused like any other',
    async (path) => {
      await serve();
      const raw = connect(service.port, '127.0.0.1');
      raw.write(
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${service.port}\r\nConnection: Upgrade\r\n` +
          'Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
      );
      const [answer] = (await once(raw, 'data')) as [Buffer];
      expect(answer.toString()).toContain('401');
      raw.destroy();
    },
  );
});

describe('the end', () => {
  it('does not wait for a page that does not answer', async () => {
    await serve({ farewellMs: 50 });
    const raw = connect(service.port, '127.0.0.1');
    raw.on('error', () => undefined);
    raw.write(
      `GET / HTTP/1.1\r\nHost: 127.0.0.1:${service.port}\r\nOrigin: https://crm.example.com\r\n` +
        'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    );
    await vi.waitFor(() => expect(service.pages).toBe(1));
    await service.stop();
    expect(service.pages).toBe(0);
    raw.destroy();
  });

  it('is told to every page', async () => {
    await serve();
    const opened = await page();
    const closed = opened.closed();
    await service.stop();
    expect(await closed).toBe(1001);
  });
});
