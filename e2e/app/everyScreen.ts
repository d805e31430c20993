import type { Locator, Page } from '@playwright/test';
import { expect } from '../expect.ts';
import { type Translate, words } from '../../src/words/words.ts';
import { freePort, pageOf } from '../crm/page.ts';
import { sh } from '../desk/bus.ts';
import { startAgain } from '../desk/desktopApp.ts';
import type { Asterisk } from '../pbx/asterisk.ts';
import type { OffhookApp } from './app.ts';
import type { Desk } from './test.ts';
import { historyScreens, historyWithoutCalls, type Look } from './historyScreens.ts';
import { inMain } from './inMain.ts';
import { pressToClose } from './pressToClose.ts';

export interface Walk {
  readonly desk: Desk;
  readonly pbx: Asterisk;
  readonly language: 'en' | 'de';
  readonly look: Look;
}

/** Keys of buttons; their texts have no places to fill in. */
type PlainKey =
  | 'command.AnswerCall'
  | 'command.HoldCall'
  | 'command.SendDtmf'
  | 'command.transfer'
  | 'dial.clear'
  | 'dial.keypad'
  | 'pages.allow'
  | 'panel.settings';

export const systemLanguages = { en: 'en_US', de: 'de_DE' } as const;

/** Leads the app through every screen that it has, on a real PBX with real phones. */
export async function everyScreen({ desk, pbx, language, look }: Walk): Promise<void> {
  const { t } = words(language);
  const agent = await desk.phone(pbx, '101');
  const maria = await desk.phone(pbx, '201', { name: 'Maria Svensson' });
  await desk.phone(pbx, '102', { name: 'Anna Berg', onCall: { do: 'ring' } });
  const port = await freePort();
  const app = await desk.on(pbx, {
    language: systemLanguages[language],
    settings: {
      secondCall: 'ask',
      miniWindow: 'always',
      hotkeyQuickCommand: 'Control+Shift+F6',
      pauseReasons: ['Lunch'],
      queues: ['sales'],
      messagingPort: port,
      // The number is shown as it is dialled.
      outsidePrefix: '0',
      internationalPrefix: '00',
      countryCode: '49',
    },
  });
  const { panel } = app;
  const button = (key: PlainKey): Locator => panel.getByRole('button', { name: t(key), exact: true });
  await expect(app.link.getByText(t('link.online', { pbx: pbx.host }))).toBeVisible();

  await startAgain(app, 'tel:+49301234567');
  await expect(panel.getByRole('combobox', { name: t('dial.label') })).toHaveValue('+49301234567');
  await look(panel, 'link');
  await button('dial.clear').click();
  await paste(panel.getByRole('combobox', { name: t('dial.label') }), '+49 30 901820, 0171 1234567 x 12');
  await expect(panel.getByRole('group', { name: t('choice.which', { count: 2 }) })).toBeVisible();
  await look(panel, 'which-number');
  await panel.keyboard.press('Escape');
  await startAgain(app, 'tel:*21*0171123%23');
  await expect(panel.getByText(t('pages.dial.aboutCode'))).toBeVisible();
  await look(panel, 'link-code');
  await button('dial.clear').click();
  await button('dial.keypad').click();
  await look(panel, 'keypad-to-dial');
  await panel.keyboard.press('Escape');
  await panel.locator('body').press('?');
  await expect(panel.getByRole('dialog')).toBeVisible();
  await look(panel, 'keys');
  await panel.keyboard.press('Escape');
  await panel.getByRole('button', { name: t('agent.menu', { state: '' }) }).click();
  await look(panel, 'agent-menu');
  await panel.keyboard.press('Escape');

  const page = pageOf(port, 'https://crm.example.com');
  const connecting = page.connect();
  await expect(panel.getByText('crm.example.com')).toBeVisible();
  await look(panel, 'page-question');
  await button('pages.allow').click();
  await connecting;
  page.disconnect();

  // Over a panel that is in front there is no ringing window.
  await setShown(app, false);
  await maria.dial('101');
  const window = await app.windowOn('ringing.html');
  await expect(window.getByText('Maria Svensson')).toBeVisible();
  await expect(window).toHaveTitle(t('ringing.title'));
  await look(window, 'ringing-window');
  await setShown(app, true);
  await expect(app.card('ringing')).toBeVisible();
  await look(panel, 'ringing');
  await button('command.AnswerCall').click();
  await expect(app.card('talking')).toBeVisible();
  await look(panel, 'talking');
  await setShown(app, false);
  await expect(window.getByText(t('phase.talking'), { exact: true })).toBeVisible();
  await expect(window).toHaveTitle(t('mini.title'));
  await look(window, 'mini-window');
  await setShown(app, true);
  await quickCommand(app, t, look);
  await button('command.SendDtmf').click();
  await look(panel, 'keypad');
  await button('command.SendDtmf').click();
  await button('command.transfer').click();
  await look(panel, 'transfer');
  await panel.keyboard.press('Escape');

  const trunk = await desk.phone(pbx, 'trunk', { number: '+4930901820', name: 'Jürgen Müßig' });
  await trunk.dial('5000');
  await expect(panel.locator('[data-call]')).toHaveCount(2);
  await look(panel, 'second-call-rings');
  await panel
    .getByRole('button', { name: t('command.AnswerCall') })
    .first()
    .click();
  await expect(panel.locator('[data-question]')).toBeVisible();
  await look(panel, 'second-call-question');
  await panel.getByRole('button', { name: t('second.close') }).click();
  await trunk.liveCalls[0]!.hangup();
  await expect(app.card('ended')).toBeVisible();
  await look(panel, 'ended');
  await button('command.HoldCall').click();
  await expect(app.card('onHold')).toBeVisible();
  await look(panel, 'on-hold');
  for (const call of [...agent.liveCalls, ...maria.liveCalls]) await call.hangup();
  await expect(app.card()).toHaveCount(0);
  await historyScreens(app, t, look);
  await historyWithoutCalls({ desk, look }, app, systemLanguages[language], t);

  const settings = await app.windowAfter(() => button('panel.settings').click());
  await expect(settings).toHaveTitle(t('settings.title'));
  await settings.getByRole('button', { name: t('check.run') }).click();
  await expect(settings.getByText(t('check.allPassed'))).toBeVisible();
  await look(settings, 'settings');
  await settings.locator('[name=outsidePrefix]').fill('abc');
  await settings.locator('[name=outsidePrefix]').blur();
  await settings.locator('[name=outsidePrefix]').scrollIntoViewIfNeeded();
  await look(settings, 'dial-rules');
  await screenPop(settings, t, look);
  await findIn(settings, t, look);
  const open = settings.getByRole('button', { name: t('settings.support.open') });
  const support = await app.windowAfter(() => open.click());
  await expect(support.getByRole('option').first()).toBeVisible();
  await expect(support).toHaveTitle(t('support.title'));
  await support.getByRole('option').first().click();
  await look(support, 'packets');
  await support.getByRole('tab', { name: t('support.tab.report') }).click();
  await expect(support.getByRole('textbox')).not.toHaveValue('');
  await look(support, 'report');
  await support.close();
  await settings.getByRole('textbox').first().fill('elsewhere');
  await settings.getByRole('button', { name: t('settings.cancel'), exact: true }).click();
  await expect(settings.getByRole('alertdialog')).toBeVisible();
  await look(settings, 'unsaved');
  await pressToClose(settings.getByRole('button', { name: t('settings.unsaved.discard') }));

  await pbx.kill();
  await expect(panel.getByText(t('link.tryNow'))).toBeVisible();
  await look(panel, 'not-connected');
  await pbx.start();
}

/** The quick command during a call: what it proposes, a transfer, nothing that it knows. */
async function quickCommand(app: OffhookApp, t: Translate, look: Look): Promise<void> {
  await sh('xdotool', 'key', 'ctrl+shift+F6');
  const page = await app.windowOn('palette.html');
  await expect(page).toHaveTitle(t('palette.title'));
  const line = page.getByRole('combobox');
  const rows = page.getByRole('option');
  await line.fill('');
  await expect(rows.first()).toBeVisible();
  await look(page, 'quick-command');
  await line.fill('t 102');
  await expect(rows.first()).toContainText('102');
  await look(page, 'quick-command-transfer');
  await line.fill('qqq');
  await expect(rows).toHaveCount(0);
  await look(page, 'quick-command-nothing');
  await line.press('Escape');
}

/** The settings of the screen pop: an address that can be used, and one that cannot. */
async function screenPop(settings: Page, t: Translate, look: Look): Promise<void> {
  const address = settings.locator('[name=popUrl]');
  const preview = settings.getByRole('status', { name: t('settings.pop.preview') });
  await address.fill('https://crm.example.com/{name}/?n={number}');
  await expect(preview).toContainText('https://crm.example.com/');
  await preview.scrollIntoViewIfNeeded();
  await look(settings, 'screen-pop');
  await address.fill('https://crm.example.com/{nobody}');
  await expect(preview).toContainText(t('pop.fault.unknownPlaceholder'));
  await look(settings, 'screen-pop-fault');
  await address.fill('');
}

/** The search of the settings: what it finds, a place that it went to, nothing, and the sections of a narrow window. */
async function findIn(settings: Page, t: Translate, look: Look): Promise<void> {
  const { keyboard } = settings;
  await keyboard.press('Control+f');
  await keyboard.type(t('settings.section.ringing'));
  const found = settings.getByRole('list', { name: t('settings.search.results') });
  await expect(found.getByRole('listitem').first()).toBeVisible();
  await look(settings, 'settings-found');
  await keyboard.press('Enter');
  await keyboard.press('Control+f');
  await keyboard.type('pageDialDeny');
  await keyboard.press('Enter');
  await expect(settings.locator('[data-found] [name=pageDialDeny]')).toBeFocused();
  await look(settings, 'settings-place');
  await keyboard.press('Control+f');
  await keyboard.type('qqq');
  await expect(found).toHaveCount(0);
  await look(settings, 'settings-nothing-found');
  await keyboard.press('Escape');
}

/** As from another program's clipboard. */
async function paste(into: Locator, text: string): Promise<void> {
  await into.focus();
  await into.evaluate((field, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

async function setShown(app: OffhookApp, shown: boolean): Promise<void> {
  await inMain(
    app.electron,
    ({ BrowserWindow }, show) => {
      const isPanel = (one: Electron.BrowserWindow): boolean =>
        one.webContents.getURL().endsWith('/index.html');
      const panel = BrowserWindow.getAllWindows().find(isPanel);
      if (show) panel?.show();
      else panel?.hide();
    },
    shown,
  );
}
