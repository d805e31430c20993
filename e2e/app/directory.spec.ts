import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { versions } from '../pbx/versions.ts';
import { FakeBrowser } from './fakeBrowser.ts';
import { removeFolder } from './removeFolder.ts';
import { expect, test } from './test.ts';

const caller = '+4930901820';
const rules = { countryCode: '49', areaCode: '30', trunkPrefix: '0', internationalPrefix: '00' } as const;

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'offhook-e2e-directory-'));
});
test.afterEach(() => removeFolder(folder));

const save = (name: string, ...lines: readonly string[]): void =>
  writeFileSync(join(folder, name), lines.join('\r\n'));

for (const version of versions) {
  test(`who calls is found in the contacts on Asterisk ${version}; a name is found while it is typed`, async ({
    desk,
    pbxOf,
  }) => {
    const pbx = await pbxOf(version);
    save('team.csv', 'Name;Firma;Telefon;Mobil', 'Erika Müller;ACME;030 901820;0170 1234567');
    await desk.phone(pbx, '101');
    const customer = await desk.phone(pbx, 'trunk', { number: caller, name: 'UNKNOWN CALLER' });
    const app = await desk.on(pbx, { settings: { ...rules, directorySources: [folder] } });
    await app.number.fill('mue');
    await expect(app.panel.getByRole('option', { name: /Erika Müller/ }).first()).toBeVisible();
    await app.panel.keyboard.press('Enter');
    await expect(app.number).toHaveValue('030901820');
    await app.number.fill('');

    const call = await customer.dial('5000');
    await expect(app.card('ringing')).toContainText('Erika Müller');
    await call.hangup();
    await expect(app.card('ringing')).toHaveCount(0);
    await expect(app.panel.getByRole('listitem').filter({ hasText: 'Erika Müller' }).first()).toBeVisible();

    // A file that comes later: now there are two, and the agent says who it is; for good.
    save('cards.vcf', 'BEGIN:VCARD', 'VERSION:4.0', 'FN:Max Müller', `TEL:tel:${caller}`, 'END:VCARD', '');
    await app.number.fill('max');
    await expect(app.panel.getByRole('option', { name: /Max Müller/ })).toBeVisible();
    await app.number.fill('');
    const second = await customer.dial('5000');
    await app
      .card('ringing')
      .getByRole('button', { name: /Max Müller/ })
      .click();
    await expect(app.card('ringing')).toContainText('Max Müller');
    await second.hangup();
    await expect(app.card('ringing')).toHaveCount(0);
    const third = await customer.dial('5000');
    await expect(app.card('ringing')).toContainText('Max Müller');
    await expect(
      app.card('ringing').getByRole('button', { name: 'Max Müller', pressed: true }),
    ).toBeVisible();
    await third.hangup();
  });
}

test('a server is asked over HTTPS; the page of a call waits for its name, and one that fails leaves what the phone system says', async ({
  desk,
  pbxOf,
}) => {
  const pbx = await pbxOf(22);
  const asked: string[] = [];
  let works = true;
  const { certFile, keyFile, caFile } = pbx.tls;
  const server = createServer(
    { cert: readFileSync(certFile), key: readFileSync(keyFile) },
    (request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(works ? 200 : 500, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ id: '4711', name: 'Erika Müller', number: caller }));
    },
  );
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const browser = new FakeBrowser(folder);
  try {
    await desk.phone(pbx, '101');
    const customer = await desk.phone(pbx, 'trunk', { number: caller, name: 'Switchboard' });
    const app = await desk.on(pbx, {
      settings: {
        ...rules,
        directorySources: [`https://localhost:${port}/lookup?number={e164}`],
        directoryCaFile: caFile,
        popUrl: 'https://crm.example.com/{contactId}?n={name}',
      },
      env: browser.env,
    });
    const call = await customer.dial('5000');
    await expect(app.card('ringing')).toContainText('Erika Müller');
    await expect.poll(() => browser.opened()).toEqual(['https://crm.example.com/4711?n=Erika%20M%C3%BCller']);
    expect(asked).toEqual([`/lookup?number=${encodeURIComponent(caller)}`]);
    await call.hangup();
    await expect(app.card('ringing')).toHaveCount(0);
    works = false;
    const other = await desk.phone(pbx, 'trunk2', { number: '+4930901821', name: 'Switchboard' });
    const second = await other.dial('5000');
    await expect.poll(() => asked.length).toBeGreaterThan(1);
    await expect(app.card('ringing')).toContainText('Switchboard');
    await expect.poll(() => browser.opened().at(-1)).toBe('https://crm.example.com/?n=Switchboard');
    expect(browser.opened()).toHaveLength(2);
    await second.hangup();
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
