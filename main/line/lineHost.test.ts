import { mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LogEntry } from '../../src/world/edges.ts';
import { type Line, reduce } from '../../src/cti/line.ts';
import type { Identified } from '../../src/directory/found.ts';
import type { Pushes } from '../../src/ipc/contract.ts';
import type { LineDelta, LineSnapshot } from '../../src/ipc/line.ts';
import { nodeFiles } from '../../src/world/atomicFile.ts';
import { type Settings, defaultSettings } from '../../src/settings/schema.ts';
import { LineHost } from './lineHost.ts';
import { WireTrace } from './wireTrace.ts';
import { quickEdges } from '../testing/quickEdges.ts';

const recordings = join(import.meta.dirname, '../../src/asterisk/recordings');
const recorded = join(recordings, '11-sip/01-outgoing-hold-unhold-hangup.server.txt');
const waiting = { timeout: 15_000, interval: 20 };

let folder: string;
let host: LineHost;
let logged: LogEntry[];
let identified: Map<string, Identified>;
let ended: string[];
let panel: Panel;
let lost: string | undefined;

/** A panel as the renderer is one: a snapshot, then deltas, and a new snapshot when a number is missing. */
class Panel {
  snapshot: LineSnapshot | undefined;
  line: Line | undefined;
  readonly events: string[] = [];
  readonly gaps: number[] = [];
  resets = 0;

  readonly hear = <Channel extends keyof Pushes>(channel: Channel, value: Pushes[Channel]): void => {
    if (channel === 'line:reset') {
      this.resets += 1;
      this.ask();
    }
    if (channel === 'line:delta') this.#apply(value as LineDelta);
  };

  ask(): void {
    this.snapshot = host.snapshot();
    this.line = this.snapshot.line;
  }

  #apply({ revision, events, line }: LineDelta): void {
    if (this.line === undefined || this.snapshot === undefined) return;
    if (revision !== this.snapshot.revision + 1) this.gaps.push(revision);
    this.snapshot = { ...this.snapshot, revision };
    this.line = line ?? events.reduce(reduce, this.line);
    this.events.push(...events.map(({ type }) => type));
  }
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offhook-line-'));
  logged = [];
  ended = [];
  identified = new Map();
  lost = undefined;
  panel = new Panel();
  host = new LineHost({
    edges: quickEdges((entry) => logged.push(entry)),
    files: nodeFiles,
    readFile: (path) => readFile(path),
    secretFor: () => Promise.reject(new Error('no secret')),
    push: panel.hear,
    onLine: () => undefined,
    onAnother: () => undefined,
    onEvent: () => undefined,
    onSent: () => undefined,
    identifiedOf: (number) => identified.get(number),
    trace: new WireTrace(1_000_000, () => ({ monoMs: 0, wallMs: 0 })),
    onEnded: (call) => ended.push(call.id),
    settingsLost: () => lost,
    recentFolder: join(folder, 'recent'),
    memoryFolder: join(folder, 'memory'),
  });
});
afterEach(async () => {
  await host.stop();
});

const set = (some: Partial<Settings>): Settings => ({ ...defaultSettings, ...some });
const online = (): Promise<void> => vi.waitFor(() => expect(panel.line?.link.state).toBe('online'), waiting);

describe('a line with nothing configured', () => {
  it('is one on the practice PBX, connected to as to any other', async () => {
    expect(host.snapshot().line.link).toEqual({ state: 'off' });
    await host.configure(defaultSettings);
    await online();
    expect(panel.snapshot?.pbx.kind).toBe('practice');
    expect(panel.line).toMatchObject({ extension: '101', device: 'PJSIP/101' });
    expect(host.practiceNumbers().map(({ number }) => number)).toContain('201');
  });

  it('dials, and the call is in the list of recent ones when it is over, also after a restart', async () => {
    await host.configure(defaultSettings);
    await online();
    await vi.waitFor(() => expect(panel.line?.features.can).toContain('MakeCall'), waiting);
    const made = await host.execute({ type: 'MakeCall', number: '201' });
    expect(made.status).toBe('done');
    await vi.waitFor(() => expect(panel.line?.calls[0]?.state).toBe('talking'), waiting);
    const callId = panel.line?.calls[0]?.id ?? '';
    expect(await host.execute({ type: 'DropCall', callId })).toMatchObject({ status: 'done' });
    await vi.waitFor(() => expect(panel.events).toContain('RingFinished'), waiting);
    expect(host.snapshot().recent[0]).toMatchObject({ id: callId, number: '201', outcome: 'answered' });
    expect(ended).toEqual([callId]);
    expect(panel.gaps).toEqual([]);
    expect(panel.line).toEqual(host.snapshot().line);
    await host.configure(set({ agentName: 'Anna' }));
    expect(host.snapshot().recent).toMatchObject([{ id: callId }]);
    expect(host.snapshot().agentName).toBe('Anna');
  });

  it('dials by the rules, and has the number without them everywhere but on the phone system', async () => {
    // By these rules extension 220 of the practice phone system is +20.
    await host.configure(set({ internationalPrefix: '2', internalDigitsMax: 2 }));
    await online();
    await vi.waitFor(() => expect(panel.line?.features.can).toContain('MakeCall'), waiting);
    expect(panel.snapshot?.dialRules).toMatchObject({ internationalPrefix: '2', internalDigitsMax: 2 });
    const told: string[] = [];
    host.onEvent((event) => {
      if ('call' in event) told.push(event.call.number);
    });
    expect(await host.execute({ type: 'MakeCall', number: '+20' })).toMatchObject({ status: 'done' });
    await vi.waitFor(() => expect(panel.line?.calls[0]?.state).toBe('talking'), waiting);
    expect(panel.line?.calls).toMatchObject([{ number: '+20', name: 'Kestrel Insurance' }]);
    expect(host.line()).toEqual(panel.line);
    const callId = panel.line?.calls[0]?.id ?? '';
    await host.execute({ type: 'DropCall', callId });
    await vi.waitFor(() => expect(panel.events).toContain('RingFinished'), waiting);
    expect(host.snapshot().recent).toMatchObject([{ number: '+20', name: 'Kestrel Insurance' }]);
    expect(new Set(told)).toEqual(new Set(['+20']));
  });

  it('reports a panel that comes back in the middle of a call everything', async () => {
    await host.configure(defaultSettings);
    await online();
    await vi.waitFor(() => expect(panel.line?.features.can).toContain('MakeCall'), waiting);
    await host.execute({ type: 'MakeCall', number: '201' });
    await vi.waitFor(() => expect(panel.line?.calls[0]?.state).toBe('talking'), waiting);
    const before = panel.line;
    panel.ask();
    expect(panel.line).toEqual(before);
    const callId = panel.line?.calls[0]?.id ?? '';
    await host.execute({ type: 'DropCall', callId });
    await vi.waitFor(() => expect(panel.line?.calls).toEqual([]), waiting);
    expect(panel.gaps).toEqual([]);
  });
});

describe('a line whose settings cannot be read', () => {
  it('is none, and says so; it is one again once settings are saved', async () => {
    lost = 'not JSON';
    await host.configure(defaultSettings);
    expect(host.snapshot()).toMatchObject({
      pbx: { kind: 'asterisk' },
      line: { link: { state: 'refused', fault: { code: 'settingsLost', detail: 'not JSON' } } },
    });
    expect(await host.execute({ type: 'MakeCall', number: '201' })).toMatchObject({ code: 'notConnected' });
    lost = undefined;
    await host.configure(defaultSettings);
    await online();
    expect(panel.snapshot?.pbx.kind).toBe('practice');
  });
});

describe('what a line remembers', () => {
  it('is on the disk while the call goes on, for who is not asked before the process ends', async () => {
    await host.configure(defaultSettings);
    await online();
    await vi.waitFor(() => expect(panel.line?.features.can).toContain('MakeCall'), waiting);
    await host.execute({ type: 'MakeCall', number: '201' });
    await vi.waitFor(() => expect(panel.line?.calls[0]?.state).toBe('talking'), waiting);
    await vi.waitFor(async () => {
      const [file = ''] = await readdir(join(folder, 'memory'));
      const kept = JSON.parse(await readFile(join(folder, 'memory', file), 'utf8')) as object;
      expect(kept).toMatchObject({ record: { calls: [{ call: { number: '201', state: 'talking' } }] } });
    }, waiting);
  });
});

describe('the practice PBX', () => {
  const portOf = async (settings: Settings): Promise<number> => {
    const { options } = await host.plan(settings);
    return options?.source.kind === 'ami' ? options.source.port : 0;
  };

  it('is one, however many ask for it at once', async () => {
    const ports = await Promise.all([defaultSettings, defaultSettings].map(portOf));
    expect(ports[0]).toBeGreaterThan(0);
    expect(ports[1]).toBe(ports[0]);
  });

  it('goes on while the line is the same, and is another for another line', async () => {
    await host.configure(defaultSettings);
    const port = await portOf(defaultSettings);
    await host.configure(set({ autoAnswer: false }));
    expect(await portOf(defaultSettings)).toBe(port);
    await host.configure(set({ extension: '105' }));
    expect(host.snapshot().line).toMatchObject({ extension: '105', device: 'PJSIP/105' });
    expect(await portOf(set({ extension: '105' }))).not.toBe(port);
  });

  it('has no numbers for a line on another PBX', async () => {
    await host.configure(defaultSettings);
    expect(host.practiceNumbers()).not.toEqual([]);
    await host.configure(set({ url: 'pbx-1' }));
    expect(host.practiceNumbers()).toEqual([]);
  });
});

describe('a line that replays a recording', () => {
  it('shows what was recorded, keeps none of it, and plays it again when asked to', async () => {
    const copy = join(folder, 'session.txt');
    await writeFile(copy, await readFile(recorded));
    await host.configure(set({ filePath: copy, extension: '101', protocol: 'SIP/' }));
    const ended = { state: 'refused', fault: { code: 'recordingEnded' } };
    await vi.waitFor(() => expect(panel.line?.link).toMatchObject(ended), waiting);
    expect(host.snapshot().pbx).toEqual({ kind: 'recording', name: 'session.txt' });
    const calls = panel.events.filter(
      (type) => type !== 'CallInfoChanged' && /^[RCPE]\w+(ed|Action)$/.test(type),
    );
    expect(calls.filter((type) => type !== 'Connected')).toEqual([
      'RingStarted',
      'CommutationStarted',
      'PutHoldAction',
      'EndHoldAction',
      'RingFinished',
    ]);
    expect(host.snapshot().recent).toHaveLength(1);
    expect(await host.execute({ type: 'MakeCall', number: '1' })).toMatchObject({ status: 'refused' });
    expect(await readdir(folder)).toEqual(['session.txt']);
    const resets = panel.resets;
    host.connectNow();
    await vi.waitFor(() => expect(panel.resets).toBe(resets + 1), waiting);
    await vi.waitFor(() => expect(panel.line?.link).toMatchObject(ended), waiting);
  });

  it('says so when the file cannot be read, and reads it again when asked to', async () => {
    const path = join(folder, 'late.server.txt');
    await host.configure(set({ filePath: path, extension: '101', protocol: 'SIP/' }));
    expect(host.snapshot().line.link).toEqual({
      state: 'refused',
      fault: { code: 'recordingUnreadable', detail: `ENOENT ${path}` },
    });
    expect(await host.execute({ type: 'MakeCall', number: '1' })).toMatchObject({ code: 'notConnected' });
    await writeFile(path, await readFile(recorded));
    host.connectNow();
    await vi.waitFor(() => expect(panel.events).toContain('RingFinished'), waiting);
  });

  it('says so when its timing file is broken', async () => {
    const path = join(folder, 'broken.server.txt');
    await writeFile(path, await readFile(recorded));
    await writeFile(join(folder, 'broken.timing.jsonl'), '{"kind":"server","t":"soon"}\n');
    await host.configure(set({ filePath: path, extension: '101' }));
    expect(host.snapshot().line.link).toMatchObject({ fault: { code: 'recordingUnreadable' } });
  });
});

describe('a line on a PBX', () => {
  it('says what is missing in incomplete settings', async () => {
    await host.configure(set({ url: 'pbx-1' }));
    expect(host.snapshot()).toMatchObject({
      pbx: { kind: 'asterisk', name: 'pbx-1' },
      line: {
        device: '',
        link: {
          state: 'refused',
          fault: { code: 'settingsInvalid', detail: 'userName: required, extension: required' },
        },
      },
    });
  });

  it('says which certificate file cannot be read', async () => {
    const tlsCaFile = join(folder, 'none.pem');
    await host.configure(set({ url: 'pbx-1', userName: 'u', extension: '101', tls: true, tlsCaFile }));
    expect(host.snapshot().line.link).toMatchObject({
      fault: { code: 'settingsInvalid', detail: `ENOENT ${tlsCaFile}` },
    });
  });

  it('says that the secret is missing', async () => {
    // The practice PBX stands in for a real one: it greets, and then the secret is needed.
    await host.configure(defaultSettings);
    await online();
    const plan = await host.plan(defaultSettings);
    const port = plan.options?.source.kind === 'ami' ? plan.options.source.port : 0;
    const other = new LineHost({
      edges: quickEdges(() => undefined),
      files: nodeFiles,
      readFile: (path) => readFile(path),
      secretFor: () => Promise.reject(new Error('no secret')),
      push: () => undefined,
      trace: new WireTrace(1_000_000, () => ({ monoMs: 0, wallMs: 0 })),
      onLine: () => undefined,
      onAnother: () => undefined,
      onEvent: () => undefined,
      onSent: () => undefined,
      identifiedOf: () => undefined,
      onEnded: () => undefined,
      recentFolder: folder,
      memoryFolder: join(folder, 'memory'),
    });
    await other.configure(set({ url: '127.0.0.1', port, userName: 'practice', extension: '101' }));
    const missing = { state: 'refused', fault: { code: 'secretMissing' } };
    await vi.waitFor(() => expect(other.snapshot().line.link).toMatchObject(missing), waiting);
    await other.stop();
  });

  it('is replaced as often as settings are saved, one after the other, and the last ones stay', async () => {
    const changes = ['a', 'b', 'c', 'd'].map((agentName) => host.configure(set({ agentName })));
    await Promise.all(changes);
    await online();
    expect(host.snapshot().agentName).toBe('d');
    expect(panel.resets).toBe(4);
    expect(logged.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
