import { describe, expect, it } from 'vitest';
import type { RequestChannel } from '../../src/ipc/contract.ts';
import type { Page } from '../../src/ipc/channel/pages.ts';
import { defaultSettings } from '../../src/settings/schema.ts';
import { judgeArguments } from './ipcArguments.ts';
import { type SenderFrame, judgeSender } from './ipcSender.ts';
import { Pages } from '../windows/pages.ts';

const pages = new Pages(true);
const panel: SenderFrame = { url: pages.urlOf('index.html'), parent: null };
const settings: SenderFrame = { url: pages.urlOf('settings.html'), parent: null };
const dial = { type: 'MakeCall', number: '201' };

interface Call {
  channel?: RequestChannel;
  frame?: SenderFrame | null;
  opened?: Page | undefined;
  args?: unknown[];
}
const ask = (call: Call): ReturnType<typeof judgeArguments> => {
  const { channel = 'line:command', frame = panel, args = [dial] } = call;
  const opened = 'opened' in call ? call.opened : 'index.html';
  const sender = judgeSender(channel, frame, opened, pages);
  return sender.ok ? judgeArguments(channel, args) : sender;
};

describe('a call over IPC', () => {
  it('is taken from our own page in our own window, with arguments that fit', () => {
    expect(ask({})).toEqual({ ok: true, args: [dial] });
  });

  it.each<[string, Call, string]>([
    ['a frame that is gone', { frame: null }, 'foreignFrame'],
    ['a frame within our page', { frame: { ...panel, parent: panel } }, 'foreignFrame'],
    ['another address', { frame: { ...panel, url: 'https://example.org/index.html' } }, 'foreignPage'],
    ['an empty page', { frame: { ...panel, url: 'about:blank' } }, 'foreignPage'],
    ['an address that begins like ours', { frame: { ...panel, url: `${panel.url}.evil` } }, 'foreignPage'],
    ['our page in a window that is not ours', { opened: undefined }, 'foreignPage'],
    ['our other page in a window that was opened as this one', { opened: 'settings.html' }, 'foreignPage'],
    ['the settings window, which does not dial', { frame: settings, opened: 'settings.html' }, 'pageMayNot'],
    ['arguments of another shape', { args: [{ ...dial, context: 'from-trunk' }] }, 'badArguments'],
    ['too many arguments', { args: [dial, dial] }, 'badArguments'],
    ['no arguments', { args: [] }, 'badArguments'],
  ])('is refused from %s', (_from, call, code) => {
    expect(ask(call)).toMatchObject({ ok: false, code });
  });

  it('to change settings is refused from the panel', () => {
    const args = [{ settings: defaultSettings }];
    expect(ask({ channel: 'settings:save', args })).toMatchObject({ code: 'pageMayNot' });
    const window = { frame: settings, opened: 'settings.html' as const };
    expect(ask({ channel: 'settings:save', args, ...window })).toMatchObject({ ok: true });
  });

  it.each<[string, Call]>([
    ['a call of the mini window', { channel: 'mini:press', args: ['m', 'DropCall'] }],
    ['the work after it', { channel: 'mini:readyNow', args: [] }],
    ['its place', { channel: 'mini:move', args: [{ x: 1, y: 2 }] }],
    ['the panel that it opens', { channel: 'mini:openPanel', args: [null] }],
  ])('about %s is taken from the small window alone', (_what, call) => {
    const small: Call = { frame: { url: pages.urlOf('ringing.html'), parent: null }, opened: 'ringing.html' };
    expect(ask({ ...call, ...small })).toMatchObject({ ok: true });
    expect(ask(call)).toMatchObject({ code: 'pageMayNot' });
    expect(ask({ ...call, frame: settings, opened: 'settings.html' })).toMatchObject({ code: 'pageMayNot' });
    expect(ask({ ...call, ...small, opened: 'index.html' })).toMatchObject({ code: 'foreignPage' });
  });

  it('from the small window is refused for everything else that reaches a call', () => {
    const small: Call = { frame: { url: pages.urlOf('ringing.html'), parent: null }, opened: 'ringing.html' };
    expect(ask({ ...small, args: [{ type: 'HoldCall', callId: 'm' }] })).toMatchObject({
      code: 'pageMayNot',
    });
    for (const command of ['BlindTransferCall', 'MakeCall', 'SendDtmf', ''])
      expect(ask({ ...small, channel: 'mini:press', args: ['m', command] })).toMatchObject({
        code: 'badArguments',
      });
    expect(ask({ ...small, channel: 'mini:move', args: [{ x: -1, y: 0 }] })).toMatchObject({
      code: 'badArguments',
    });
  });

  it('that is refused for its arguments says where, and never what', () => {
    const args = [{ settings: { ...defaultSettings, port: 'hunter2!' }, secret: 'hunter2!\n' }];
    const verdict = ask({ channel: 'settings:save', frame: settings, opened: 'settings.html', args });
    expect(verdict).toMatchObject({ ok: false, code: 'badArguments' });
    expect(JSON.stringify(verdict)).toContain('0.secret');
    expect(JSON.stringify(verdict)).not.toContain('hunter2!');
  });
});
