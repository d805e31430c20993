import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aCall, aLine, talking } from '../../main/desktop/testing/calls.ts';
import { sh } from './bus.ts';
import { OtherProgram, titleInFront } from './otherProgram.ts';
import { expect, type ProbeApp, test } from './test.ts';

test.describe('with another program in front', () => {
  let other: OtherProgram;
  test.beforeEach(async () => {
    other = await OtherProgram.inFront();
  });
  test.afterEach(() => other.end());

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
    const { OFFHOOK_PROBE_DATA: data } = probe.env;
    const exec = `env OFFHOOK_PROBE_DATA=${data} ${probe.command.join(' ')} %u`;
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
