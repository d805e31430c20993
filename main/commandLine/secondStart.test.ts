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
import { type LockEdges, replyLimits, start } from './secondStart.ts';
import type { StartFault } from './startFault.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-start-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const edges = (lock: LockEdges['lock'], fault?: StartFault, doubtMs = 0): LockEdges => ({
  lock,
  fault: () => fault,
  limits: { answerMs: replyLimits.answerMs, doubtMs },
  temporaryFolder: folder,
  platform: process.platform,
});

describe('start', () => {
  it('is the first one where no one holds the lock', async () => {
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

  it('hands over and ends when the running one has taken it', async () => {
    const seen: Handover[] = [];
    const lock = (handover: Handover): boolean => {
      seen.push(handover);
      void sendReply(handover.reply!, done());
      return false;
    };
    const request = { type: 'show', hidden: false } as const;
    expect(await start({ ok: true, request }, edges(lock))).toMatchObject({
      type: 'ends',
      answer: { exitCode: 0 },
    });
    expect(seen).toMatchObject([{ version: 1, request }]);
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

  it('asks no one when the command line is wrong', async () => {
    const lock = (): boolean => {
      throw new Error('asked');
    };
    const result = await start({ ok: false, fault: { code: 'severalRequests' } }, edges(lock));
    expect(result).toMatchObject({
      answer: { exitCode: 2, stderr: expect.stringContaining('one thing at a time') },
    });
  });
});

describe('a start that gets no lock and no answer', () => {
  const notWritable = { code: 'dataFolderNotWritable', folder: '/data', detail: 'EACCES' } as const;
  const noTemporary = { code: 'temporaryFolderNotWritable', folder: '/tmp', detail: 'ENOSPC' } as const;

  it('tells --status apart from an Offhook that does not run', async () => {
    const reading = { ok: true, request: { type: 'status' } } as const;
    const result = await start(
      reading,
      edges(() => false, notWritable),
    );
    expect(result).toEqual({
      type: 'ends',
      answer: {
        exitCode: 4,
        stdout: '{"running":false,"fault":"dataFolderNotWritable"}\n',
        stderr: 'offhook: the data folder "/data" cannot be written: EACCES (OH-dataFolderNotWritable)\n',
      },
    });
  });

  it.each([notWritable, noTemporary])(
    'says why to the agent who pressed a link or started it: %o',
    async (fault) => {
      const stderr = expect.stringContaining(`(OH-${fault.code})`) as string;
      for (const reading of [
        { ok: true, request: { type: 'dial', number: '101' } },
        { ok: true, request: { type: 'show', hidden: true } },
        { ok: false, fault: { code: 'badLink', why: 'letters' } },
      ] as const) {
        const result = await start(
          reading,
          edges(() => false, fault),
        );
        expect(result).toEqual({ type: 'ends', answer: { exitCode: 4, stdout: '', stderr }, fault });
      }
    },
  );

  it('believes an app that answers more than what its folder looks like', async () => {
    const lock = ({ reply }: Handover): boolean => {
      void sendReply(reply!, done('{"running":true}\n'));
      return false;
    };
    const reading = { ok: true, request: { type: 'status' } } as const;
    expect(await start(reading, edges(lock, notWritable, replyLimits.answerMs))).toMatchObject({
      answer: { exitCode: 0 },
    });
  });

  it('says that the running one does not answer, and shows it to the agent who pressed a link', async () => {
    const silent: LockEdges = { ...edges(() => false), limits: { answerMs: 0, doubtMs: 0 } };
    expect(await start({ ok: true, request: { type: 'hangUp' } }, silent)).toEqual({
      type: 'ends',
      answer: noAnswer,
    });
    expect(await start({ ok: true, request: { type: 'dial', number: '101' } }, silent)).toEqual({
      type: 'ends',
      answer: noAnswer,
      fault: { code: 'runningNotAnswering' },
    });
  });

  it('is said also where there is no place for an answer', async () => {
    const nowhere: LockEdges = { ...edges(() => false, noTemporary), temporaryFolder: join(folder, 'none') };
    expect(await start({ ok: true, request: { type: 'status' } }, nowhere)).toMatchObject({
      answer: { exitCode: 4 },
    });
  });

  it('does not go on in a folder that it cannot write, where the lock is no file', async () => {
    const reading = { ok: true, request: { type: 'show', hidden: false } } as const;
    expect(
      await start(
        reading,
        edges(() => true, notWritable),
      ),
    ).toMatchObject({ type: 'ends', fault: notWritable });
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
        void sendReply(handover.reply!, done());
        return false;
      }),
    );
    expect(seen).toMatchObject([{ version: 1, request }]);
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

  it('has a name on Windows that no one can guess', async () => {
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
