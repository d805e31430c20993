import { createHmac } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import type { LogEntry } from '../../src/world/edges.ts';
import { FakeWorldClock } from '../testing/fakeWorldClock.ts';
import type { Posted } from './post.ts';
import { Webhook } from './webhook.ts';

let clock: FakeWorldClock;
let posted: Posted[];
let logged: LogEntry[];
let answer: () => Promise<number>;

const key = Buffer.from('0123456789abcdef0123456789abcdef');

function open(): Webhook {
  let id = 0;
  return new Webhook(
    { url: new URL('https://crm.example.com/calls'), key, ca: undefined, agent: 'Offhook/1.0.0' },
    {
      clock,
      newId: () => String((id += 1)),
      log: (entry) => logged.push(entry),
      post: (message) => {
        posted.push(message);
        return answer();
      },
    },
  );
}

/** Lets what is under way go on, then time until the next attempt. */
async function passPauses(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    await expect.poll(() => clock.nextInMs).toBeDefined();
    clock.advance(clock.nextInMs ?? 0);
  }
}

beforeEach(() => {
  clock = new FakeWorldClock();
  posted = [];
  logged = [];
  answer = () => Promise.resolve(204);
});

it('sends each message once, in order, signed with the time of the attempt', async () => {
  const hook = open();
  hook.send({ moment: 'ringing' });
  hook.send({ moment: 'answered' });
  await expect
    .poll(() => posted.map(({ body }) => body))
    .toEqual(['{"id":"1","moment":"ringing"}', '{"id":"2","moment":"answered"}']);
  const { headers, body } = posted[0]!;
  const t = String(Math.floor(clock.now().wallMs / 1000));
  const v1 = createHmac('sha256', key).update(`${t}.${body}`).digest('hex');
  expect(headers).toMatchObject({
    'Content-Type': 'application/json',
    'Offhook-Delivery': '1',
    'Offhook-Signature': `t=${t},v1=${v1}`,
  });
  expect(logged).toEqual([]);
});

it.each([
  ['a server that fails', () => Promise.resolve(500)],
  ['one that is busy', () => Promise.resolve(429)],
  ['no connection', () => Promise.reject(new Error('ECONNREFUSED'))],
])('tries again after %s, three times, with the same id and another signature', async (_name, failing) => {
  answer = failing;
  const hook = open();
  hook.send({});
  await passPauses(3);
  await expect.poll(() => logged.length).toBe(4);
  expect(posted.map(({ headers }) => headers['Offhook-Delivery'])).toEqual(['1', '1', '1', '1']);
  expect(new Set(posted.map(({ headers }) => headers['Offhook-Signature'])).size).toBe(4);
  expect(logged.map(({ again }) => again)).toEqual([true, true, true, false]);
  answer = () => Promise.resolve(200);
  hook.send({});
  await expect.poll(() => posted.length).toBe(5);
});

it.each([301, 302, 307, 400, 401, 404, 410])('does not try again after %d', async (status) => {
  answer = () => Promise.resolve(status);
  open().send({});
  await expect.poll(() => logged).toMatchObject([{ status, again: false }]);
  expect(posted).toHaveLength(1);
});

it('keeps a hundred messages for a server that hangs, the newest', async () => {
  let release = (_status: number): void => undefined;
  answer = () => new Promise((resolve) => (release = resolve));
  const hook = open();
  for (let index = 0; index < 250; index += 1) hook.send({});
  expect(logged).toHaveLength(149);
  answer = () => Promise.resolve(200);
  release(200);
  await expect.poll(() => posted.length).toBe(101);
  expect(posted.at(-1)?.headers['Offhook-Delivery']).toBe('250');
});

it('gives up what waits when it is stopped, in a pause too', async () => {
  answer = () => Promise.resolve(500);
  const hook = open();
  hook.send({});
  hook.send({});
  await expect.poll(() => clock.nextInMs).toBe(1_000);
  hook.stop();
  hook.send({});
  await expect.poll(() => clock.nextInMs).toBeUndefined();
  expect(posted).toHaveLength(1);
});
