import { randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { answerSchema, type StartAnswer } from './answer.ts';
import type { ReplyAddress } from './handover.ts';

const maxBytes = 2_000_000;

export interface ReplyLine {
  readonly address: ReplyAddress;
  /** Resolves with the answer, or with nothing when it does not come in time. Call it once; the line is closed afterwards. */
  answer(timeoutMs: number): Promise<StartAnswer | undefined>;
  close(): void;
}

/**
 * The second start's end of a line back from the running app, which the single-instance lock has none of. The line is made for one answer: a
 * socket in a folder that only this user may enter (on Windows a pipe with a name that cannot be guessed), and the answer begins
 * with a word that only who was handed it knows.
 * @param folder where temporary files may be made
 */
export function openReplyLine(folder: string, platform: string): ReplyLine {
  const token = randomBytes(32).toString('hex');
  // Short, for a socket's path has 107 bytes on Linux and 103 on macOS (unix(7)).
  const own = platform === 'win32' ? undefined : mkdtempSync(join(folder, 'oh-'));
  const path = own === undefined ? `\\\\.\\pipe\\offhook-${randomBytes(16).toString('hex')}` : join(own, 's');
  let tell: (answer: StartAnswer | undefined) => void = () => undefined;
  const told = new Promise<StartAnswer | undefined>((resolve) => (tell = resolve));
  const server = createServer((socket) => receive(socket, token, tell));
  server.on('error', () => tell(undefined));
  // Bound at once, though "listening" is emitted later: the lock that is asked for next stops this process until the other has the address.
  server.listen(path);
  const close = (): void => {
    server.close();
    if (own !== undefined) rmSync(own, { recursive: true, force: true });
  };
  const answer = async (timeoutMs: number): Promise<StartAnswer | undefined> => {
    const timer = setTimeout(() => tell(undefined), timeoutMs);
    const result = await told;
    clearTimeout(timer);
    close();
    return result;
  };
  return { address: { path, token }, answer, close };
}

function receive(socket: Socket, token: string, tell: (answer: StartAnswer) => void): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  socket.on('error', () => undefined); // it has gone: another may come
  socket.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxBytes) socket.destroy();
    else chunks.push(chunk);
  });
  socket.on('end', () => {
    const all = Buffer.concat(chunks);
    const word = all.subarray(0, token.length);
    if (word.length !== token.length || !timingSafeEqual(word, Buffer.from(token))) return;
    const answer = parsed(all.subarray(token.length).toString());
    if (answer !== undefined) tell(answer);
  });
}

function parsed(text: string): StartAnswer | undefined {
  try {
    return answerSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/**
 * The running app's end: sends the answer. Resolves when it is on its way.
 * @throws NodeJS.ErrnoException when the second start is not there any more
 */
export function sendReply({ path, token }: ReplyAddress, answer: StartAnswer): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(path);
    socket.once('error', reject);
    socket.end(token + JSON.stringify(answer), () => resolve());
  });
}
