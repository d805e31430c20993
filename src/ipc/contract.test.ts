import { describe, expect, expectTypeOf, it } from 'vitest';
import { defaultSettings } from '../settings/schema.ts';
import { contract, type RequestChannel, requestChannels, type Requests } from './contract.ts';
import type { SettingsDraft } from './settings.ts';
import { argumentsSchema } from './shapes.ts';

const takes = (channel: RequestChannel, ...args: unknown[]): boolean =>
  argumentsSchema(channel).safeParse(args).success;

describe('the arguments of a request', () => {
  it('are as many as the contract says', () => {
    expect(takes('line:snapshot')).toBe(true);
    expect(takes('line:snapshot', 1)).toBe(false);
    expect(takes('line:command')).toBe(false);
    expect(takes('line:command', { type: 'MakeCall', number: '1' }, 'more')).toBe(false);
  });

  it('may hold a settings draft that is wrong in a field, for the form to point at', () => {
    const settings = { ...defaultSettings, url: 'http://pbx', port: Number.NaN };
    expect(takes('settings:save', { settings })).toBe(true);
  });

  it('may not hold a settings draft of another shape', () => {
    expect(takes('settings:save', { settings: { ...defaultSettings, onstart: 'rm' } })).toBe(false);
    expect(takes('settings:save', { settings: { ...defaultSettings, url: 7 } })).toBe(false);
    expect(takes('settings:save', { settings: { ...defaultSettings, url: 'x'.repeat(10_000) } })).toBe(false);
    expect(takes('settings:save', { settings: {} })).toBe(false);
    expect(takes('settings:save', defaultSettings)).toBe(false);
  });

  it('name one of the fields that hold a path, and nothing of the path', () => {
    expect(takes('settings:chooseFile', 'tlsCaFile')).toBe(true);
    expect(takes('settings:chooseFile', '/etc/shadow')).toBe(false);
    expect(takes('settings:chooseFile', 'filePath', { defaultPath: '/etc' })).toBe(false);
  });

  it('remember of a second call what can be done without asking, and nothing else', () => {
    expect(takes('settings:rememberSecondCall', 'hold')).toBe(true);
    expect(takes('settings:rememberSecondCall', 'ask')).toBe(false);
  });

  it('name as favourites numbers that can be dialled, and nothing that Asterisk would read otherwise', () => {
    expect(takes('favourites:save', [{ number: '102', name: 'Anna <Kovac>' }])).toBe(true);
    expect(takes('favourites:save', [{ number: 'Local/102@x', name: '' }])).toBe(false);
    expect(takes('favourites:save', [{ number: '102', name: '', context: 'x' }])).toBe(false);
    const many = Array.from({ length: 201 }, (_each, index) => ({ number: String(index), name: '' }));
    expect(takes('favourites:save', many)).toBe(false);
    expect(takes('favourites:watch', '102')).toBe(false);
  });

  it.each(['', 'a\r\nb', 'a\0b', 'x'.repeat(201), 7, null])('may not hold the secret %j', (secret) => {
    expect(takes('settings:save', { settings: defaultSettings, secret })).toBe(false);
    expect(takes('settings:test', { settings: defaultSettings, secret })).toBe(false);
  });

  it('may hold a secret of any script', () => {
    expect(takes('settings:save', { settings: defaultSettings, secret: 'pa ss-wörd-密码' })).toBe(true);
  });

  it('are typed as the contract types them', () => {
    expectTypeOf<Parameters<Requests['settings:save']>>().toEqualTypeOf<[draft: SettingsDraft]>();
  });
});

describe('the channels', () => {
  it('let only the settings window change settings, and only the panel command the line', () => {
    expect(contract['settings:save'].pages).toEqual(['settings.html']);
    expect(contract['settings:test'].pages).toEqual(['settings.html']);
    expect(contract['line:command'].pages).toEqual(['index.html']);
    expect(contract['settings:chooseFile'].pages).toEqual(['settings.html']);
    expect(contract['settings:rememberSecondCall'].pages).toEqual(['index.html']);
    expect(contract['line:delta'].pages).toEqual(['index.html']);
  });

  it('let the window of the quick command do nothing but read a line and have one of its deeds done', () => {
    const may = requestChannels.filter((channel) => contract[channel].pages.includes('palette.html'));
    expect(may).toEqual(['palette:start', 'palette:read', 'palette:act', 'palette:close', 'app:copy']);
    for (const channel of may.filter((name) => name.startsWith('palette:')))
      expect(contract[channel].pages).toEqual(['palette.html']);
    expect(takes('palette:act', 'x'.repeat(1025))).toBe(false);
    expect(takes('palette:act', { type: 'MakeCall', number: '102' })).toBe(false);
  });

  it('let the window of the history see calls, and no other window see or change them', () => {
    const may = requestChannels.filter((channel) => contract[channel].pages.includes('history.html'));
    const about = requestChannels.filter(
      (channel) => channel.startsWith('history:') && channel !== 'history:open',
    );
    expect(may.filter((channel) => !/^(?:history|abandoned):/u.test(channel))).toEqual(['app:copy']);
    // The panel counts who gave up, and opens their list.
    for (const channel of [
      'abandoned:list',
      'abandoned:done',
      'abandoned:remove',
      'abandoned:export',
    ] as const)
      expect(contract[channel].pages).toEqual(['history.html']);
    for (const channel of about) expect(contract[channel].pages).toEqual(['history.html']);
  });

  it('let the small window do nothing but with what it shows', () => {
    const may = requestChannels.filter((channel) => contract[channel].pages.includes('ringing.html'));
    const ofRinging = ['ringing:view', 'ringing:answer', 'ringing:decline', 'ringing:silence'];
    const ofMini = ['mini:press', 'mini:readyNow', 'mini:openPanel', 'mini:move'];
    expect(may).toEqual([...ofRinging, ...ofMini, 'app:copy']);
  });
});
