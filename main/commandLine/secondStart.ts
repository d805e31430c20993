import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import type { StartAnswer } from './answer.ts';
import type { Handover } from './handover.ts';
import { notRunning, startFaultAnswer, usageFault } from './outcome.ts';
import { openReplyLine, type ReplyLine } from './replyLine.ts';
import type { LinkRequest, RequestFault, RequestReading, StartRequest } from './request.ts';
import type { StartFault } from './startFault.ts';

export const replyLimits = {
  /** A command waits for the PBX, which has 10 s for an answer of its own. */
  answerMs: 15_000,
  /** All that is kept, from the disk. */
  historyMs: 120_000,
  /** Where something is wrong with the folder, that is what is said; an app that runs all the same needs no longer. */
  doubtMs: 3_000,
} as const;

export interface LockEdges {
  /** Electron's `requestSingleInstanceLock`: false when an app that runs already has been handed the data, and when the lock cannot be had. */
  readonly lock: (handover: Handover) => boolean;
  /** What may be why the lock cannot be had. */
  readonly fault: () => StartFault | undefined;
  /** How long the running app is waited for. */
  readonly limits: { readonly answerMs: number; readonly doubtMs: number; readonly historyMs?: number };
  readonly temporaryFolder: string;
  readonly platform: string;
}

/** What a first start may be for; the others are for an app that runs. */
export type FirstRequest = LinkRequest | Extract<StartRequest, { type: 'show' }>;

export type Start =
  /** This is the first: go on and do what is asked. */
  | { readonly type: 'first'; readonly request: FirstRequest }
  /** Nothing more to do here: print it, show `fault` to the agent who pressed something, and end. */
  | { readonly type: 'ends'; readonly answer: StartAnswer; readonly fault?: StartFault };

/** Finds out whether this start is the first one, and has the running app do what is asked where it is not. */
export async function start(reading: RequestReading, edges: LockEdges): Promise<Start> {
  if (!reading.ok) return startOfFault(reading.fault, edges);
  const { request } = reading;
  const handed = await handOver(request, edges);
  if (handed.type === 'lockIsOurs')
    return isForFirst(request) ? { type: 'first', request } : { type: 'ends', answer: nobodyToAsk(request) };
  if (handed.type === 'answered') return { type: 'ends', answer: handed.answer };
  const answer = startFaultAnswer(handed.fault, request.type === 'status' ? 'status' : 'other');
  return { type: 'ends', answer, ...(isForFirst(request) ? { fault: handed.fault } : {}) };
}

type HandedOver =
  | { readonly type: 'lockIsOurs' }
  | { readonly type: 'answered'; readonly answer: StartAnswer }
  | { readonly type: 'nobodyThere'; readonly fault: StartFault };

/** Electron gives one answer for a lock that another app has and for one that cannot be had: only the app that runs can say that it does. */
async function handOver(
  request: StartRequest,
  { lock, fault, limits, temporaryFolder, platform }: LockEdges,
): Promise<HandedOver> {
  const line = replyLine(temporaryFolder, platform);
  const isOurs = lock({ version: 1, request, ...(line === undefined ? {} : { reply: line.address }) });
  const wrong = fault();
  if (isOurs) {
    line?.close();
    // On Windows the lock is no file: it is had where nothing else can be written.
    return wrong === undefined ? { type: 'lockIsOurs' } : { type: 'nobodyThere', fault: wrong };
  }
  const patienceMs = (request.type === 'history' ? limits.historyMs : undefined) ?? limits.answerMs;
  const answer = await line?.answer(wrong === undefined ? patienceMs : limits.doubtMs);
  if (answer !== undefined) return { type: 'answered', answer };
  return { type: 'nobodyThere', fault: wrong ?? { code: 'runningNotAnswering' } };
}

/** None where there is no room for one. */
function replyLine(folder: string, platform: string): ReplyLine | undefined {
  try {
    return openReplyLine(folder, platform);
  } catch {
    return undefined;
  }
}

/** A bad link was pressed in another program, where printed text is not seen: the panel shows it, too. */
async function startOfFault(fault: RequestFault, edges: LockEdges): Promise<Start> {
  const answer = usageFault(fault);
  if (fault.code !== 'badLink') return { type: 'ends', answer };
  const request = { type: 'refusedLink', why: fault.why } as const;
  const handed = await handOver(request, edges);
  switch (handed.type) {
    case 'lockIsOurs':
      return { type: 'first', request };
    case 'answered':
      return { type: 'ends', answer };
    case 'nobodyThere':
      return { type: 'ends', answer: startFaultAnswer(handed.fault, 'other'), fault: handed.fault };
  }
}

/** A list of calls has no place for a state. */
function nobodyToAsk({ type }: StartRequest): StartAnswer {
  return type === 'history' ? { ...notRunning, stdout: '' } : notRunning;
}

function isForFirst(request: StartRequest): request is FirstRequest {
  return ['show', 'dial', 'dialOneOf', 'refusedLink'].includes(request.type);
}

/** Writes an answer to the terminal or the pipe, all of it, before the process may end. */
export function print({ stdout, stderr, file }: StartAnswer): void {
  writeAll(1, Buffer.from(stdout));
  if (file !== undefined) printFile(file);
  writeAll(2, Buffer.from(stderr));
}

/** The running app made it for this one answer. */
function printFile(path: string): void {
  const piece = Buffer.alloc(65_536);
  const file = openSync(path, 'r');
  try {
    for (let read = readSync(file, piece); read > 0; read = readSync(file, piece))
      if (!writeAll(1, piece.subarray(0, read))) break;
  } finally {
    closeSync(file);
    rmSync(path, { force: true });
  }
}

/** @returns whether there is a reader */
function writeAll(descriptor: number, bytes: Buffer): boolean {
  let rest = bytes;
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      // A pipe that is full for the moment; any other trouble means that the reader is gone.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return false;
    }
  }
  return true;
}
