import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { facilities } from '../cti/facility.ts';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Files, nodeFiles } from '../world/atomicFile.ts';
import { SettingsFile, parseSettings } from './file.ts';
import { type Settings, defaultSettings } from './schema.ts';
import { fullDisk, readOnlyFolder, unreadable } from './testing/troubledFiles.ts';

const now = Date.UTC(2026, 10, 23, 9, 5, 7);
const asideName = 'settings.2026-11-23T09-05-07.000Z.json';
const mine: Settings = { ...defaultSettings, url: 'pbx.example.org', userName: 'panel', extension: '101' };

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offhook-settings-'));
  path = join(folder, 'settings.json');
});

const open = (files: Files = nodeFiles): SettingsFile => new SettingsFile(files, path, () => now);
const save = async (file: SettingsFile, settings: Settings): Promise<void> =>
  (await file.stage(settings)).commit();

describe('the settings file', () => {
  it('is not needed: without it the defaults are in force', async () => {
    expect(await open().read()).toEqual({ settings: defaultSettings, unknown: {}, isNew: true });
    expect(await readdir(folder)).toEqual([]);
  });

  it('gives back what was saved', async () => {
    await save(open(), mine);
    expect((await open().read()).settings).toEqual(mine);
  });

  it('may leave out what is to have its default', async () => {
    await writeFile(path, '{"url":"pbx-1","extension":"101"}');
    expect((await open().read()).settings).toEqual({ ...defaultSettings, url: 'pbx-1', extension: '101' });
  });

  it('has nothing of a policy in it: what is locked, and what is as it is preset, is in force and not written', async () => {
    await writeFile(path, '{"tls":false,"port":5040,"extension":"101"}');
    const policy = { by: 'IT', preset: { port: 5039, agentName: 'Desk' }, locked: { tls: true } };
    const file = new SettingsFile(nodeFiles, path, () => now, policy);
    const { settings } = await file.read();
    expect(settings).toEqual({
      ...defaultSettings,
      extension: '101',
      agentName: 'Desk',
      port: 5040,
      tls: true,
    });
    await save(file, { ...settings, port: 5039, extension: '102' });
    const written = JSON.parse(await readFile(path, 'utf8')) as object;
    // Chosen before it was locked: in force again once it is unlocked.
    expect(written).toMatchObject({ tls: false, extension: '102' });
    expect(written).not.toHaveProperty('port');
    expect(written).not.toHaveProperty('agentName');
    expect((await open().read()).settings).toMatchObject({ tls: false, port: defaultSettings.port });
  });

  it('may be missing or broken under a policy: that is in force all the same', async () => {
    const policy = { by: 'IT', preset: { port: 5039 }, locked: { tls: true } };
    const file = new SettingsFile(nodeFiles, path, () => now, policy);
    expect((await file.read()).settings).toEqual({ ...defaultSettings, port: 5039, tls: true });
    await writeFile(path, '{');
    expect((await file.read()).settings).toEqual({ ...defaultSettings, port: 5039, tls: true });
  });

  it('may begin with the byte order mark of a Windows editor', async () => {
    await writeFile(path, '\uFEFF{"extension":"101"}');
    expect((await open().read()).settings.extension).toBe('101');
  });

  it('may be incomplete while somebody prepares it', async () => {
    await writeFile(path, '{"url":"pbx-1"}');
    const read = await open().read();
    expect(read.settings.url).toBe('pbx-1');
    expect(read.setAside).toBeUndefined();
  });

  it('keeps settings that this version does not know when it is written', async () => {
    await writeFile(path, '{"extension":"101","ringtone":"bell.wav","__proto__":{"x":1}}');
    const file = open();
    const read = await file.read();
    expect(Object.keys(read.unknown)).toEqual(['ringtone', '__proto__']);
    await save(file, mine);
    const written = JSON.parse(await readFile(path, 'utf8')) as object;
    expect(written).toMatchObject({ ringtone: 'bell.wav', url: 'pbx.example.org' });
    expect(Object.keys(written)).toContain('__proto__');
  });

  it.each([
    ['', 'not JSON'],
    ['{"url": "pbx', 'not JSON'],
    ['[]', 'not a JSON object'],
    ['null', 'not a JSON object'],
    ['{"version":2,"url":"pbx-1"}', 'of a newer Offhook (version 2)'],
    ['{"version":"1"}', 'version: badValue'],
    ['{"port":99999,"url":"http://pbx"}', 'url: notAHost, port: outOfRange'],
    ['{"secret":"hunter2","port":"no"}', 'port: outOfRange'],
  ])('%j stays as it is, is told at each start, and the defaults are in force', async (text, detail) => {
    await writeFile(path, text);
    for (let start = 0; start < 2; start++) {
      expect(await open().read()).toEqual({
        settings: defaultSettings,
        unknown: {},
        setAside: { file: 'settings.json', detail },
      });
    }
    expect(await readFile(path, 'utf8')).toBe(text);
    expect(await readdir(folder)).toEqual(['settings.json']);
  });

  it('is told when it may not be read, and when it is a folder', async () => {
    await writeFile(path, 'sealed');
    expect((await open(unreadable).read()).setAside).toEqual({ file: 'settings.json', detail: 'EACCES' });
    await rm(path);
    await mkdir(path);
    expect((await open().read()).setAside?.detail).toBe('EISDIR');
  });

  it('is never written over when it could not be set aside', async () => {
    await writeFile(path, 'not JSON');
    const file = open(readOnlyFolder);
    expect((await file.read()).setAside).toEqual({ file: 'settings.json', detail: 'not JSON' });
    await expect(save(file, mine)).rejects.toMatchObject({ code: 'notWritable' });
    expect(await readFile(path, 'utf8')).toBe('not JSON');
  });

  it('is set aside before the first save', async () => {
    await writeFile(path, 'not JSON');
    let writable = false;
    const files: Files = {
      ...nodeFiles,
      rename: (from, to) => (writable ? nodeFiles : readOnlyFolder).rename(from, to),
    };
    const file = open(files);
    await file.read();
    writable = true;
    await save(file, mine);
    expect(await readFile(join(folder, asideName), 'utf8')).toBe('not JSON');
    expect((await open().read()).settings).toEqual(mine);
  });

  it.each([
    ['full disk', fullDisk, 'diskFull'],
    ['read-only folder', readOnlyFolder, 'notWritable'],
  ] as const)('on a %s stays as it was', async (_where, files, code) => {
    await save(open(), mine);
    await expect(save(open(files), { ...mine, extension: '102' })).rejects.toMatchObject({ code });
    expect((await open().read()).settings).toEqual(mine);
    expect(await readdir(folder)).toEqual(['settings.json', 'settings.lastGood.json']);
  });
});

const host = fc.constantFrom('', 'pbx-1', 'pbx.example.org', '192.0.2.7', '2001:db8::7', 'telefón.example');
const word = fc.stringMatching(/^[\w.+*#@-]{0,80}$/);
const line = fc
  .string({ unit: 'grapheme', maxLength: 20 })
  .filter((s) => /^\P{Cc}*$/u.test(s) && s === s.trim());
const words = fc.array(
  word.filter((text) => text !== ''),
  { maxLength: 64 },
);
const patterns = fc.array(fc.stringMatching(/^\+?[0-9*#XZN]{1,30}[.!]?$/), { maxLength: 64 });
const anySettings: fc.Arbitrary<Settings> = fc.record({
  version: fc.constant(1 as const),
  messagingPort: fc.integer({ min: 0, max: 65_535 }),
  messagingOrigins: fc.constantFrom([], ['https://crm.example.com', 'http://localhost:3000']),
  switchedOff: fc.subarray([...facilities]),
  messagingCertFile: fc.constantFrom('', '/etc/ssl/desk.pem'),
  messagingKeyFile: fc.constantFrom('', '/etc/ssl/desk.key'),
  pageDialAllow: patterns,
  pageDialDeny: patterns,
  pageDialAsk: patterns,
  popUrl: fc.constantFrom('', 'https://crm.example.com/?n={number}', 'crm://contact/{name}'),
  popWhen: fc.constantFrom('never', 'ringing', 'answered', 'ended', 'button'),
  popDirection: fc.constantFrom('incoming', 'outgoing', 'both'),
  popQueues: words,
  popSchemes: fc.constant(['https']),
  popProgram: fc.constant([]),
  popProgramWhen: fc.constant('ringing' as const),
  webhookUrl: fc.constant(''),
  webhookKeyFile: fc.constant(''),
  webhookCaFile: fc.constant(''),
  webhookMoments: fc.constant(defaultSettings.webhookMoments),
  url: host,
  port: fc.integer({ min: 1, max: 65_535 }),
  tls: fc.boolean(),
  tlsCaFile: line,
  userName: line,
  outsidePrefix: fc.constantFrom('', '0', '9'),
  internationalPrefix: fc.constantFrom('', '00', '011'),
  nationalPrefix: fc.constantFrom('', '0', '1'),
  countryCode: fc.constantFrom('', '49', '1'),
  areaCode: fc.constantFrom('', '30'),
  internalDigitsMax: fc.integer({ min: 2, max: 10 }),
  charset: fc.constantFrom('utf-8', 'windows-1251', 'Shift_JIS'),
  protocol: fc.constantFrom('PJSIP/' as const, 'SIP/' as const),
  extension: word,
  device: fc.oneof(
    fc.constant(''),
    word.filter((w) => w !== '' && w.length < 70).map((w) => `PJSIP/${w}`),
  ),
  agentName: line,
  originateContext: word,
  parkingLotContext: word,
  asyncOriginate: fc.boolean(),
  sendRingStartedOnRingingState: fc.boolean(),
  autoAnswer: fc.boolean(),
  answerControl: fc.constantFrom('auto', 'pickUp', 'notify', 'phone'),
  holdControl: fc.constantFrom('auto', 'notify', 'holdingPen', 'park'),
  transferControl: fc.constantFrom('auto', 'atxfer', 'consultation'),
  controlsContext: word,
  secondCall: fc.constantFrom('ask', 'hold', 'leave'),
  dialLinksAtOnce: fc.boolean(),
  hotkeyShowPanel: fc.constantFrom('', 'Control+Alt+A'),
  hotkeyAnswer: fc.constantFrom('', 'Control+Alt+A'),
  hotkeyHangUp: fc.constantFrom('', 'Control+Alt+A'),
  hotkeyHold: fc.constantFrom('', 'Control+Alt+A'),
  hotkeyMute: fc.constantFrom('', 'Control+Alt+A'),
  hotkeySwitchState: fc.constantFrom('', 'Control+Alt+A'),
  hotkeyDialSelected: fc.constantFrom('', 'Control+Alt+A'),
  hotkeyQuickCommand: fc.constantFrom('', 'Control+Alt+K'),
  queueExtensionFormat: fc.constantFrom('', 'Local/{0}@from-queue/n', 'PJSIP/{0}'),
  queues: words,
  pauseReasons: fc.array(
    line.filter((text) => text !== ''),
    { maxLength: 32 },
  ),
  autoPauseOnCommutationStart: fc.boolean(),
  afterCallWorkS: fc.integer({ min: 0, max: 3600 }),
  traceQueuesState: fc.boolean(),
  colleagues: words,
  packetInfoConfig: fc.array(fc.stringMatching(/^[\w-]{1,64}$/), { maxLength: 32 }),
  ringNotification: fc.constantFrom('always', 'exceptFullScreen', 'exceptPhoneRings', 'exceptBoth', 'never'),
  ringWindow: fc.constantFrom('always', 'never'),
  ringSound: fc.constantFrom('exceptPhoneRings', 'exceptBoth'),
  phoneRings: fc.boolean(),
  ringVolume: fc.integer({ min: 0, max: 100 }),
  ringDevice: line,
  miniWindow: fc.constantFrom('always', 'exceptFullScreen', 'never'),
  closeToTray: fc.boolean(),
  keepSecretUnprotected: fc.boolean(),
  maskNumbers: fc.boolean(),
  historyDays: fc.integer({ min: 0, max: 3650 }),
  alwaysOnTop: fc.boolean(),
  updates: fc.constantFrom('install', 'tell', 'off'),
  updateChannel: fc.constantFrom('latest', 'beta'),
  updateVersion: fc.constantFrom('', '1.4', '1.4.2', '2.0.0-beta.1'),
  updateFeed: fc.constantFrom('', 'https://updates.example.com/offhook', 'http://127.0.0.1:8080'),
  filePath: line,
});

describe('any settings', () => {
  it('survive the way through the file', async () => {
    await fc.assert(
      fc.asyncProperty(anySettings, async (settings) => {
        await save(open(), settings);
        expect((await open().read()).settings).toEqual(settings);
      }),
      { numRuns: 50 },
    );
  });

  it('are read from any text without ever throwing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const parsed = parseSettings(text);
        expect(parsed.ok || parsed.detail !== '').toBe(true);
      }),
    );
  });
});
