import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { words } from '../../src/words/words.ts';
import type { StartAnswer } from './answer.ts';
import type { Handover } from './handover.ts';
import { answerTo, done, noAnswer, notRunning, refusal } from './outcome.ts';
import { openReplyLine, sendReply } from './replyLine.ts';
import { type LockEdges, start } from './secondStart.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-start-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const edges = (lock: LockEdges['lock']): LockEdges => ({
  lock,
  temporaryFolder: folder,
  platform: process.platform,
});

describe('start', () => {
  it('is the first one where nobody holds the lock', async () => {
    const request = { type: 'dial', number: '101' } as const;
    expect(
      await start(
        { ok: true, request },
        edges(() => true),
      ),
    ).toEqual({ type: 'first', request });
  });

  it('does not open an app to command one that does not run', async () => {
    const result = await start(
      { ok: true, request: { type: 'status' } },
      edges(() => true),
    );
    expect(result).toEqual({ type: 'ends', answer: notRunning });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('hands over and ends where nothing is to be told', async () => {
    const seen: Handover[] = [];
    const lock = (handover: Handover): boolean => {
      seen.push(handover);
      return false;
    };
    const request = { type: 'show', hidden: false } as const;
    expect(await start({ ok: true, request }, edges(lock))).toMatchObject({
      type: 'ends',
      answer: { exitCode: 0 },
    });
    expect(seen).toEqual([{ version: 1, request }]);
  });

  it('gives the answer of the running one', async () => {
    const answer = done('{"running":true}\n');
    const lock = ({ reply }: Handover): boolean => {
      void sendReply(reply!, answer);
      return false;
    };
    expect(await start({ ok: true, request: { type: 'status' } }, edges(lock))).toEqual({
      type: 'ends',
      answer,
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('asks nobody when the command line is wrong', async () => {
    const lock = (): boolean => {
      throw new Error('asked');
    };
    const result = await start({ ok: false, fault: { code: 'severalRequests' } }, edges(lock));
    expect(result).toMatchObject({
      answer: { exitCode: 2, stderr: expect.stringContaining('one thing at a time') },
    });
  });
});

describe('a start by a link that gives no number', () => {
  const reading = { ok: false, fault: { code: 'badLink', why: 'letters' } } as const;
  const request = { type: 'refusedLink', why: 'letters' } as const;

  it('opens the panel to say so', async () => {
    expect(
      await start(
        reading,
        edges(() => true),
      ),
    ).toEqual({ type: 'first', request });
  });

  it('has the running one say so, and says it itself to a script', async () => {
    const seen: Handover[] = [];
    const result = await start(
      reading,
      edges((handover) => {
        seen.push(handover);
        return false;
      }),
    );
    expect(seen).toEqual([{ version: 1, request }]);
    expect(result).toMatchObject({
      type: 'ends',
      answer: { exitCode: 2, stderr: expect.stringContaining('letters') },
    });
  });
});

describe('a reply line', () => {
  it('is in a folder that only this user may enter', () => {
    const line = openReplyLine(folder, 'linux');
    expect(statSync(dirname(line.address.path)).mode & 0o777).toBe(0o700);
    line.close();
    expect(existsSync(dirname(line.address.path))).toBe(false);
  });

  it('has a name on Windows that nobody can guess', async () => {
    // Elsewhere such a name is a file's like any other.
    const line = openReplyLine(folder, 'win32');
    expect(line.address.path).toMatch(/^\\\\\.\\pipe\\offhook-[0-9a-f]{32}$/);
    await line.answer(0);
    rmSync(line.address.path, { force: true });
  });

  it('believes only who knows the word', async () => {
    const line = openReplyLine(folder, process.platform);
    const { path } = line.address;
    const forged: StartAnswer = done('forged');
    for (const text of [
      '',
      'x',
      JSON.stringify(forged),
      `${'0'.repeat(64)}${JSON.stringify(forged)}`,
      line.address.token,
    ]) {
      await new Promise<void>((resolve) => {
        const socket = connect(path, () => socket.end(text));
        socket.resume().on('close', () => resolve());
      });
    }
    await sendReply(line.address, done('true'));
    expect(await line.answer(5000)).toEqual(done('true'));
  });

  it('gives up', async () => {
    const line = openReplyLine(folder, process.platform);
    expect(await line.answer(1)).toBeUndefined();
    await expect(sendReply(line.address, noAnswer)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('answerTo', () => {
  const t = words('en').t;
  it.each([
    [answerTo({ status: 'done' }, t), 0, /^$/],
    [
      answerTo({ status: 'refused', code: 'answerOnPhone' }, t),
      5,
      /^offhook: .*handset\. \(OH-answerOnPhone\)\n$/,
    ],
    [answerTo({ status: 'timedOut', afterMs: 1 }, t), 6, /\(OH-timedOut\)\n$/],
    [refusal('notConnected', t), 3, /\(OH-notConnected\)\n$/],
    [refusal('noSuchCall', t), 5, /^offhook: There is no call/],
  ])('%j', (answer, exitCode, stderr) => {
    expect(answer).toEqual({ exitCode, stdout: '', stderr: expect.stringMatching(stderr) });
  });
});
