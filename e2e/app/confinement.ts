import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { Page } from '@playwright/test';
import { expect } from '../expect.ts';
import { limits } from '../limits.mjs';

/** A real camera and microphone would have to be there for the permission to be asked; a pretended one will do. */
export const withDevices = ['--use-fake-device-for-media-stream'];

/** What the page is told of a promise: its value, or the text of what it was rejected with. */
export const outcomeIn = (page: Page, script: string): Promise<string> =>
  page.evaluate(
    `(${script}).then((value) => 'did: ' + JSON.stringify(value), (error) => error.message || error.name)`,
  );

/** The directive of the policy that forbids what a script does in the page. */
export const violationIn = (page: Page, script: string): Promise<string> =>
  page.evaluate(`new Promise((resolve) => {
    document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true });
    ${script};
    setTimeout(() => resolve('not forbidden'), ${limits.waitMs});
  })`);

const added = (parent: string, tag: string, properties: string): string =>
  `document.${parent}.append(Object.assign(document.createElement('${tag}'), { ${properties} }))`;

/** What a page does that was taken over, and the directive that does not let it. */
const forbidden = [
  [added('head', 'script', "textContent: 'window.owned = 1'"), 'script-src-elem'],
  [added('head', 'script', "src: 'https://example.org/x.js'"), 'script-src-elem'],
  [added('body', 'style', "textContent: 'body{display:none}'"), 'style-src-elem'],
  [added('body', 'iframe', "src: 'https://example.org/'"), 'frame-src'],
  ["fetch('https://example.org/').catch(() => 0)", 'connect-src'],
  ["new WebSocket('ws://127.0.0.1:2013/')", 'connect-src'],
  ["new Image().src = 'https://example.org/x.png'", 'img-src'],
] as const;

/** A strict policy by the headers that the page came with, and in effect. */
export async function expectStrictPolicy(
  page: Page,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  expect(headers['x-content-type-options']).toBe('nosniff');
  const policy = headers['content-security-policy'] ?? '';
  for (const directive of [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'none'",
  ]) {
    expect(policy.split('; ')).toContain(directive);
  }
  for (const [script, directive] of forbidden)
    expect(await violationIn(page, script), script).toBe(directive);
  expect(await page.evaluate(() => 'owned' in window)).toBe(false);
}

/** Two functions of ours, and nothing of Node or Electron. */
export async function expectNothingOfNode(page: Page): Promise<void> {
  const found = await page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron'].filter(
      (name) => name in window,
    ),
  );
  expect(found).toEqual([]);
  expect(await page.evaluate(() => Object.keys(window.offhook ?? {}))).toEqual(['request', 'on']);
}

/**
 * The panel goes nowhere, opens nothing, downloads nothing.
 * @param log the app's own, so far
 */
export async function expectConfined(panel: Page, log: () => string): Promise<void> {
  const home = panel.url();
  const refused = (what: string): number => log().split(`"${what} refused"`).length - 1;
  // Chromium itself keeps pages from the first two; the others come as far as to our own check.
  for (const [address, seen] of [
    ['file:///etc/passwd', 0],
    ['data:text/html,<p>elsewhere', 0],
    ['https://example.org/', 1],
    ['offhook://panel/settings.html', 2],
    ['offhook://panel.evil/index.html', 3],
  ] as const) {
    await panel.evaluate((url) => location.assign(url), address);
    await expect.poll(() => refused('navigation')).toBe(seen);
    expect(panel.url()).toBe(home);
  }
  // It may load itself again.
  await panel.evaluate(() => location.reload());
  await expect(panel.getByRole('combobox', { name: 'Number to call' })).toBeVisible();
  expect(refused('navigation')).toBe(3);
  expect(await panel.evaluate(() => window.open('https://example.org/') === null)).toBe(true);
  await panel.evaluate(() =>
    Object.assign(document.createElement('a'), { href: 'https://example.org/', target: '_blank' }).click(),
  );
  await expect.poll(() => refused('window')).toBe(2);
  await panel.evaluate(() => {
    const href = URL.createObjectURL(new Blob(['x']));
    Object.assign(document.createElement('a'), { href, download: 'x.txt' }).click();
  });
  await expect.poll(() => refused('download')).toBe(1);
}

export async function expectNoPermission(page: Page): Promise<void> {
  const media = 'navigator.mediaDevices.getUserMedia({ audio: true })';
  expect(await outcomeIn(page, media)).toMatch(/^Permission denied|NotAllowedError/);
  expect(await outcomeIn(page, 'Notification.requestPermission()')).toBe('did: "denied"');
  const place =
    'new Promise((_, no) => navigator.geolocation.getCurrentPosition(() => 0, (e) => no(new Error(String(e.code)))))';
  expect(await outcomeIn(page, place)).toBe('1');
}

/**
 * What is heard of a page that gathers the candidates of a call to a STUN server over UDP and to a TURN server over TCP, both of which
 * are here. WebRTC goes round `connect-src` and the network's own filters.
 */
export async function heardOfWebRtc(page: Page): Promise<readonly string[]> {
  const heard: string[] = [];
  const udp = createSocket('udp4').on('message', () => heard.push('UDP'));
  udp.bind(0, '127.0.0.1');
  const tcp = createServer((socket) => {
    heard.push('TCP');
    socket.destroy();
  }).listen(0, '127.0.0.1');
  await Promise.all([once(udp, 'listening'), once(tcp, 'listening')]);
  const { port } = tcp.address() as AddressInfo;
  await page.evaluate(
    async ([udpPort, tcpPort]) => {
      try {
        const connection = new RTCPeerConnection({
          iceServers: [
            { urls: `stun:127.0.0.1:${udpPort}` },
            { urls: `turn:127.0.0.1:${tcpPort}?transport=tcp`, username: 'u', credential: 'c' },
          ],
        });
        connection.createDataChannel('x');
        const isOver = new Promise<void>((resolve) => {
          connection.addEventListener('icegatheringstatechange', () => {
            if (connection.iceGatheringState === 'complete') resolve();
          });
        });
        await connection.setLocalDescription();
        await isOver;
        connection.close();
      } catch {
        // It is denied before anything goes out.
      }
    },
    [udp.address().port, port] as const,
  );
  udp.close();
  tcp.close();
  return heard;
}
