import { writeSync } from 'node:fs';
import type { StartAnswer } from './answer.ts';
import type { Handover } from './handover.ts';
import { done, noAnswer, notRunning, usageFault } from './outcome.ts';
import { openReplyLine } from './replyLine.ts';
import type { LinkRequest, RequestFault, RequestReading, StartRequest } from './request.ts';

/** A command waits for the PBX, which has 10 s for an answer of its own. */
const answerLimitMs = 15_000;

export interface LockEdges {
  /** Electron's `requestSingleInstanceLock`: false when an app that runs already has been handed the data. */
  readonly lock: (handover: Handover) => boolean;
  readonly temporaryFolder: string;
  readonly platform: string;
}

/** What a first start may be for; the others are for an app that runs. */
export type FirstRequest = LinkRequest | Extract<StartRequest, { type: 'show' }>;

export type Start =
  /** This is the first: go on and do what is asked. */
  | { readonly type: 'first'; readonly request: FirstRequest }
  /** Nothing more to do here: print it and end. */
  | { readonly type: 'ends'; readonly answer: StartAnswer };

/** Finds out whether this start is the first one, and has the running app do what is asked where it is not. */
export async function start(
  reading: RequestReading,
  { lock, temporaryFolder, platform }: LockEdges,
): Promise<Start> {
  if (!reading.ok) return startOfFault(reading.fault, lock);
  const { request } = reading;
  if (isForFirst(request)) {
    if (lock({ version: 1, request })) return { type: 'first', request };
    return { type: 'ends', answer: done() };
  }
  const line = openReplyLine(temporaryFolder, platform);
  if (lock({ version: 1, request, reply: line.address })) {
    line.close();
    return { type: 'ends', answer: notRunning };
  }
  return { type: 'ends', answer: (await line.answer(answerLimitMs)) ?? noAnswer };
}

/** A bad link was pressed in another program, where nobody sees what is printed: the panel tells it, too. */
function startOfFault(fault: RequestFault, lock: LockEdges['lock']): Start {
  const answer = usageFault(fault);
  if (fault.code !== 'badLink') return { type: 'ends', answer };
  const request = { type: 'refusedLink', why: fault.why } as const;
  return lock({ version: 1, request }) ? { type: 'first', request } : { type: 'ends', answer };
}

function isForFirst(request: StartRequest): request is FirstRequest {
  return ['show', 'dial', 'dialOneOf', 'refusedLink'].includes(request.type);
}

/** Writes an answer to the terminal or the pipe, all of it, before the process may end. */
export function print({ stdout, stderr }: StartAnswer): void {
  writeAll(1, stdout);
  writeAll(2, stderr);
}

function writeAll(descriptor: number, text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      // A pipe that is full for the moment; any other trouble means that nobody reads.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
    }
  }
}
