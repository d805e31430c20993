import { expect, test } from '../app/test.ts';
import { violations } from '../app/axe.ts';
import { DemoPage } from './demoPage.ts';
import { freePort } from './page.ts';

test('a CRM page in a browser: click to call, the call bar, screen pop, and tel: links where no service answers', async ({
  desk,
  pbxOf,
}) => {
  const pbx = await pbxOf(22);
  const phone = await desk.phone(pbx, '101');
  const maria = await desk.phone(pbx, '201', { onCall: { do: 'answer', afterMs: 100 } });
  const port = await freePort();
  const app = await desk.on(pbx, { settings: { messagingPort: port } });
  const demo = await DemoPage.open(port);
  const { page } = demo;
  const bar = page.getByRole('region', { name: 'Calls' });
  const record = page.getByRole('region', { name: 'Maria Svensson' });

  // The agent is asked by the page's name.
  const question = app.panel.getByRole('region', { name: /wants to make and control calls/ });
  await expect(question).toContainText(new URL(demo.origin).host);
  await question.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByText('The telephone is ready.')).toBeVisible();

  // Click to call, and the call bar.
  await page.getByRole('link', { name: '201', exact: true }).click();
  await expect(app.card('talking')).toBeVisible();
  await expect(bar.getByText('Talking')).toBeVisible();
  await expect(record).toContainText('Nordljus AB');
  await bar.getByRole('button', { name: 'Hold' }).click();
  await expect(app.card('onHold')).toBeVisible();
  await app.button('Resume').click();
  await expect(bar.getByText('Talking')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await bar.getByRole('button', { name: 'Hang up' }).click();
  await expect(app.card('ended')).toBeVisible();
  await expect(bar.getByRole('article')).toHaveCount(0);
  await expect.poll(() => phone.liveCalls.length).toBe(0);

  // Screen pop.
  await page.reload();
  await expect(page.getByText('The telephone is ready.')).toBeVisible();
  await expect(record).toBeHidden();
  await maria.dial('101');
  await expect(record).toContainText('Renews in March.');
  await bar.getByRole('button', { name: 'Answer' }).click();
  await expect(app.card('talking')).toBeVisible();
  await bar.getByRole('button', { name: 'Hang up' }).click();

  // Without Offhook the link goes to the program for telephone links.
  await app.close();
  await expect(page.getByText(/^No telephone service/)).toBeVisible();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Page.enable');
  const asked: string[] = [];
  devtools.on('Page.frameRequestedNavigation', ({ url }) => asked.push(url));
  await page.getByRole('link', { name: '201', exact: true }).click();
  await expect.poll(() => asked).toEqual(['tel:201']);
  await demo.close();
});
