import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aCall, aLine, talking } from '../../main/desktop/testing/calls.ts';
import { sh } from './bus.ts';
import { notes } from './notes.ts';
import { OtherProgram, titleInFront } from './otherProgram.ts';
import { expect, type ProbeApp, test } from './test.ts';
import { TrayOnBus } from './tray.ts';

test.describe('the tray', () => {
  test('has a picture and a tip for what the line does, and blinks while it rings', async ({ probe }) => {
    await expect.poll(() => TrayOnBus.all()).toHaveLength(1);
    const tray = await TrayOnBus.only();
    expect(await tray.tip()).toBe('Offhook: Not connected');
    const pictures = new Set<string>();
    const look = async (): Promise<number> => pictures.add((await tray.picture()).argb.join()).size;
    await look();
    await probe.do('tell', aLine());
    await expect.poll(() => tray.tip()).toBe('Offhook: Ready');
    await expect.poll(look).toBe(2);
    await probe.do('tell', aLine([aCall(talking)]));
    await expect.poll(look).toBe(3);
    await probe.do('tell', aLine([aCall()]));
    await expect.poll(() => tray.tip()).toBe('Offhook: Ringing, Maria Svensson');
    // Not in step with the blinking.
    await expect.poll(look, { intervals: [130] }).toBe(5);
    await probe.do('tell', aLine(), 3);
    await expect.poll(() => tray.tip()).toBe('Offhook: Ready, 3 missed calls');
    await expect.poll(look).toBe(6);
  });

  test('has a menu that commands the call', async ({ probe }) => {
    await expect.poll(() => TrayOnBus.all()).toHaveLength(1);
    const tray = await TrayOnBus.only();
    const features = { can: ['AnswerCall'] as const, denied: {} };
    await probe.do('tell', aLine([aCall({ name: 'A & B_C', features })]));
    await expect
      .poll(async () => (await tray.menu()).map(({ label, enabled }) => `${label}${enabled ? '' : ' (off)'}`))
      .toEqual([
        'A & B__C: Ringing', // in dbusmenu a single _ underlines the letter after it
        ...['Answer', 'Decline (off)', '--', 'Agent state: Ready', '--'],
        ...['Dial…', 'Open Offhook', 'Settings…', '--', 'Quit Offhook'],
      ]);
    await tray.choose('Answer');
    await tray.choose('Agent state: Ready', 'Not ready: Lunch');
    await tray.choose('Settings…');
    await tray.click();
    await expect
      .poll(() => probe.seen())
      .toEqual([
        expect.anything(),
        { type: 'command', command: { type: 'AnswerCall', callId: 'a' } },
        { type: 'command', command: { type: 'SetAgentState', state: 'notReady', reason: 'Lunch' } },
        { type: 'openSettings' },
        { type: 'showPanel' },
      ]);
  });
});

test.describe('notifications', () => {
  test('one is shown while it rings, and withdrawn when it does not any more', async ({ probe }) => {
    await probe.do('tell', aLine([aCall({ name: '<b>Maria & Co</b>', queue: 'support' })]));
    await expect.poll(() => notes.displayed()).toBe(1);
    await probe.do('tell', aLine([aCall(talking)]));
    await expect.poll(() => notes.displayed()).toBe(0);
    const [told] = await notes.history();
    expect(told).toMatchObject({ summary: 'Incoming call' });
    expect(told?.body).toContain('+442079460958\nvia support');
    // As text: the server was not made to read a caller's markup.
    expect(told?.body).toMatch(/^(?:&lt;b&gt;Maria &amp; Co&lt;\/b&gt;|<b>Maria & Co<\/b>)\n/);
  });

  test('a click opens the panel at that call', async ({ probe }) => {
    await probe.do('tell', aLine([aCall()]));
    await expect.poll(() => notes.displayed()).toBe(1);
    await notes.click();
    await expect.poll(() => probe.seen()).toContainEqual({ type: 'showPanel', callId: 'a' });
    await expect.poll(() => notes.displayed()).toBe(0);
  });

  test('a lost call leaves a quiet one that calls back', async ({ probe }) => {
    await probe.do('miss', aCall({ state: 'ended', phase: 'ended', outcome: 'noAnswer' }));
    await expect.poll(() => notes.displayed()).toBe(1);
    await notes.click();
    await expect.poll(() => probe.seen()).toContainEqual({ type: 'dial', number: '+442079460958' });
    await expect.poll(async () => (await notes.history())[0]).toMatchObject({ summary: 'Missed call' });
  });
});

test.describe('with another program in front', () => {
  let other: OtherProgram;
  test.beforeEach(async () => {
    other = await OtherProgram.inFront();
  });
  test.afterEach(() => other.end());

  const ringingWindow = (probe: ProbeApp): Promise<unknown> =>
    probe.electron.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows().find((one) => one.getTitle() === 'Ringing');
      return (
        window && { shown: window.isVisible(), focused: window.isFocused(), onTop: window.isAlwaysOnTop() }
      );
    });

  test('the ringing window comes up and what is typed goes on into that program', async ({ probe }) => {
    await sh('xdotool', 'type', 'ab');
    await probe.do('ring', 1);
    expect(await ringingWindow(probe)).toEqual({ shown: true, focused: false, onTop: true });
    await sh('xdotool', 'search', '--sync', '--onlyvisible', '--name', '^Ringing$');
    await sh('xdotool', 'type', 'cd');
    await expect.poll(() => other.keys).toBe('abcd');
    expect(await titleInFront()).toBe('Customer record');
    await probe.do('ring', 0);
    expect(await ringingWindow(probe)).toMatchObject({ shown: false });
  });

  test('hotkeys are heard, and the number that is selected is read', async ({ probe, launch }) => {
    const none = { showPanel: '', answer: '', hangUp: '', hold: '', mute: '', dialSelected: '' };
    const states = await probe.do('hotkeys', { ...none, answer: 'Ctrl+Alt+A', dialSelected: 'Ctrl+Alt+D' });
    expect(states).toMatchObject({
      answer: { state: 'works', keys: 'Control+Alt+A' },
      hold: { state: 'none' },
    });
    await probe.do('select', 'Tel.: +44 20 7946 0958');
    await sh('xdotool', 'key', 'ctrl+alt+a');
    await sh('xdotool', 'key', 'ctrl+alt+d');
    await expect
      .poll(() => probe.seen())
      .toEqual([
        expect.anything(),
        { name: 'answer' },
        { name: 'dialSelected', reading: { ok: true, number: '+442079460958' } },
      ]);
    expect(await titleInFront()).toBe('Customer record');
    const rival = await launch({ apart: true });
    expect(await rival.do('hotkeys', { ...none, mute: 'Alt+Ctrl+A', hold: 'Ctrl+Alt+H' })).toMatchObject({
      mute: { state: 'taken', keys: 'Control+Alt+A' },
      hold: { state: 'works' },
    });
  });

  test('it is known whether a program fills the screen', async ({ probe }) => {
    expect(await probe.do('fullScreen')).toBe(false);
    await probe.electron.evaluate(({ BrowserWindow }) => {
      new BrowserWindow({ fullscreen: true }).focus();
    });
    await expect.poll(() => probe.do('fullScreen')).toBe(true);
  });
});

test.describe('a second start', () => {
  /** Runs it to its end. */
  const second = (
    { command, env }: ProbeApp,
    ...args: readonly string[]
  ): Promise<{ code: unknown; stdout: string; stderr: string }> =>
    new Promise((resolve) => {
      const [program = '', ...own] = command;
      execFile(program, [...own, ...args], { env, timeout: 20_000 }, (error, stdout, stderr) => {
        resolve({ code: error?.code ?? 0, stdout, stderr });
      });
    });

  test('prints what the running one tells', async ({ probe }) => {
    await probe.do('tell', aLine([aCall(talking)]));
    const status = await second(probe, '--status');
    expect(status.code).toBe(0);
    expect(JSON.parse(status.stdout)).toMatchObject({
      running: true,
      extension: '101',
      calls: [{ id: 'a', state: 'talking', number: '+442079460958' }],
    });
    expect(await second(probe, '--hangup')).toMatchObject({ code: 0, stdout: '' });
    expect(await second(probe, 'tel:+44-20-7946-0958;ext=7')).toMatchObject({ code: 0 });
    expect(await second(probe)).toMatchObject({ code: 0 });
    expect(await probe.seen()).toEqual([
      { started: { type: 'show', hidden: false } },
      { handedOver: { type: 'status' } },
      { handedOver: { type: 'hangUp' } },
      { handedOver: { type: 'dial', number: '+442079460958', ext: '7' } },
      { handedOver: { type: 'show', hidden: false } },
    ]);
  });

  test('tells what is wrong with it, and that nobody runs', async ({ probe }) => {
    const slip = await second(probe, '--anwser');
    expect(slip).toMatchObject({ code: 2, stdout: '' });
    expect(slip.stderr).toContain('unknown option "--anwser": is --answer meant?');
    await probe.electron.close();
    expect(await second(probe, '--status')).toMatchObject({ code: 3, stdout: '{"running":false}\n' });
  });

  test('a link of the desktop reaches the running one; the first start takes one from its arguments', async ({
    probe,
    launch,
  }) => {
    const applications = join(process.env.XDG_DATA_HOME ?? '', 'applications');
    mkdirSync(applications, { recursive: true });
    const { OFFHOOK_PROBE_DATA: data, OFFHOOK_PROBE_TRAY: tray } = probe.env;
    const exec = `env OFFHOOK_PROBE_DATA=${data} OFFHOOK_PROBE_TRAY=${tray} ${probe.command.join(' ')} %u`;
    writeFileSync(
      join(applications, 'probe.desktop'),
      `[Desktop Entry]\nType=Application\nName=Probe\nExec=${exec}\nMimeType=x-scheme-handler/tel;\n`,
    );
    await sh('update-desktop-database', applications);
    await sh('xdg-mime', 'default', 'probe.desktop', 'x-scheme-handler/tel');
    await sh('xdg-open', 'tel:+49-30-901820');
    await expect
      .poll(() => probe.seen())
      .toContainEqual({ handedOver: { type: 'dial', number: '+4930901820' } });
    await probe.electron.close();
    const cold = await launch({ args: ['tel:101'] });
    expect(await cold.seen()).toEqual([{ started: { type: 'dial', number: '101' } }]);
    rmSync(join(applications, 'probe.desktop'));
  });
});
