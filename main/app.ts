import { app, clipboard, globalShortcut, powerMonitor, safeStorage } from 'electron';
import { readFile } from 'node:fs/promises';
import type { SettingsView } from '../src/ipc/settings.ts';
import { nodeFiles } from '../src/world/atomicFile.ts';
import { SettingsFile } from '../src/settings/file.ts';
import { words } from '../src/words/words.ts';
import { aboutApp } from './about.ts';
import { chooserFor } from './windows/chooser.ts';
import type { Reception } from './commandLine/reception.ts';
import { sendReply } from './commandLine/replyLine.ts';
import type { FirstRequest } from './commandLine/secondStart.ts';
import { Desk } from './desktop/desk.ts';
import { DeskNotices } from './desktop/notices.ts';
import { holdsOthers } from './desktop/secondCall.ts';
import { DeskPresses } from './desktop/presses.ts';
import { surround } from './desktop/surroundings.ts';
import { realEdges } from './edges.ts';
import { endAtSignals } from './endOfSession.ts';
import { KeyringQuestion } from './keyring/asking.ts';
import { KeyringGate } from './keyring/gate.ts';
import { keyringState } from './keyring/lockState.ts';
import { push } from './ipc/ipc.ts';
import { LineHost, type Push } from './line/lineHost.ts';
import { LineTest } from './line/lineTest.ts';
import type { LogFile } from './log/log.ts';
import { installMenu } from './windows/menu.ts';
import { MessagingHost } from './messaging/messagingHost.ts';
import { findPolicy } from './settings/policySources.ts';
import { runProgram } from './os/programs.ts';
import { Secrets } from './keyring/secrets.ts';
import { SettingsHost } from './settings/settingsHost.ts';
import { hotkeysIn } from './shortcuts/hotkeys.ts';
import { numberToDial } from './shortcuts/selectedText.ts';
import type { Shell } from './shell.ts';
import { Shortcuts } from './shortcuts/shortcuts.ts';
import type { Startup } from './startup.ts';
import { support } from './support/support.ts';
import { SystemHost } from './system/systemHost.ts';
import { thisSystem } from './system/thisSystem.ts';
import { updates } from './updates/updates.ts';

/** Saying goodbye to the PBX is polite, not needed; nobody waits longer than this for a window to close. */
const farewellMs = 3_000;

/** What a start is made of. */
export interface Start {
  readonly shell: Shell;
  readonly startup: Startup;
  readonly request: FirstRequest;
  readonly reception: Reception;
}

/** Puts together all that the windows show, and answers what the start was for. */
export async function start({ shell, startup, request, reception }: Start): Promise<void> {
  const { log, userData, assets, icon, windows, bounds, panel, answerPages } = shell;
  const about = aboutApp(app.getVersion(), process.versions.electron, process.platform);
  const { version, electron, testRuntime } = about;
  log.write({ level: 'info', what: 'started', version, electron, testRuntime, platform: process.platform });

  endAtSignals(windows);
  const catalogue = words(app.getLocale());
  const { t } = catalogue;
  installMenu(catalogue);

  const edges = realEdges(log.write);
  const nowWallMs = (): number => edges.clock.now().wallMs;
  const tell: Push = (channel, value) => push(windows, channel, value);

  const question = new KeyringQuestion();
  const gate = new KeyringGate({
    state: () => keyringState(runProgram),
    ask: () => question.ask(),
    clock: edges.clock,
    onOpened: () => void probeKeyring().then(() => line.connectNow()),
  });
  const ofSecrets = {
    keyring: safeStorage,
    gate,
    files: nodeFiles,
    platform: process.platform,
    nowWallMs,
    log: log.write,
    onSecret: (secret: string) => log.maskSecret(secret),
    shown: panel.shown,
  };
  const policy = await findPolicy(app.isPackaged, startup.policy, log.write);
  const secrets = new Secrets({ ...ofSecrets, path: userData('secret.json') });
  const settings: SettingsHost = new SettingsHost({
    file: new SettingsFile(
      nodeFiles,
      userData('settings.json'),
      nowWallMs,
      policy.ok ? policy.policy : undefined,
    ),
    policy,
    secrets,
    readFile: (path) => readFile(path),
    onSaved: (view, lineChanged) => {
      log.masksNumbers = view.settings.maskNumbers;
      tellSettings(view);
      panel.configure(view.settings);
      signals.refresh();
      void messaging.configure(view.settings);
      shortcuts.configure(hotkeysIn(view.settings));
      update.configure(view.settings);
      if (lineChanged) void line.configure(view.settings);
    },
  });
  const probeKeyring = async (): Promise<void> => {
    const before = secrets.store;
    await secrets.probe();
    if (secrets.store !== before) tell('settings:changed', settings.view());
  };
  const tellSettings = (view: SettingsView): void => {
    const { warnings, setAside } = view;
    if (warnings.length > 0) log.write({ level: 'warn', what: 'settings', warnings });
    if (setAside !== undefined) log.write({ level: 'warn', what: 'settings set aside', ...setAside });
    tell('settings:changed', view);
  };
  const help = support({
    about,
    edges,
    files: nodeFiles,
    log,
    windows,
    settings: () => settings.settings,
    line: () => line.line(),
    push: tell,
    t,
  });
  const update = updates(edges, userData('update-feeds.json'), tell);
  const line: LineHost = new LineHost({
    edges,
    files: nodeFiles,
    readFile: (path) => readFile(path),
    secretFor: (host) => secrets.get(host),
    push: tell,
    trace: help.trace,
    onLine: (now) => {
      presses.follow(now);
      help.onLine(now);
      update.onLine(now);
      signals.update(now);
    },
    onEnded: (call) => signals.ended(call),
    settingsLost: () => settings.lost,
    recentFolder: userData('recent'),
    memoryFolder: userData('memory'),
  });
  const presses = new DeskPresses({ line, nowMs: () => edges.clock.now().monoMs });
  const lineTest = new LineTest({
    edges,
    plan: (draft, secretFor) => line.plan(draft, secretFor),
    loggedIn: (source) => line.loggedIn(source),
    onStep: (step) => tell('settings:testStep', step),
  });

  const notices = new DeskNotices(() => tell('desk:notice', null));
  const desk = new Desk({
    line,
    presses,
    tell: (note) => tellQuietly(note),
    notices,
    showPanel: () => {
      panel.show();
      return Promise.resolve();
    },
    holdOthers: () => holdsOthers(line.snapshot().line, settings.settings.secondCall),
    dialLinksAtOnce: () => settings.settings.dialLinksAtOnce,
    numberSelected: () => numberToDial(clipboard, process.platform),
    sendReply,
    version,
    t,
    log: log.write,
  });

  const system = new SystemHost({ ...thisSystem(startup.userData), log: log.write });
  const shortcuts = new Shortcuts({
    registrar: globalShortcut,
    platform: process.platform,
    nowMs: () => edges.clock.now().monoMs,
    onPressed: (name) => void desk.press(name),
  });

  const pageToken = new Secrets({ ...ofSecrets, path: userData('pageToken.json') });
  await Promise.all([settings.load(), secrets.load(), pageToken.load()]);
  if (startup.secret !== undefined) secrets.hold(startup.secret, settings.settings.url);
  log.masksNumbers = settings.settings.maskNumbers;
  tellSettings(settings.view());

  const {
    signals,
    handlers,
    tell: tellQuietly,
  } = surround({
    edges,
    line,
    presses,
    windows,
    panel,
    settings: () => settings.settings,
    push: tell,
    assets,
    icon,
    showPanel: (callId) => desk.showCall(callId),
    dial: (number) => desk.dial(number),
    t,
  });
  signals.update(line.snapshot().line);
  windows
    .on('settingsShown', () => void probeKeyring())
    .on('settingsLeft', () => shortcuts.pause(false))
    .on('kept', () => {
      panel.stay();
      update.stay();
    });
  panel.on('inFront', () => signals.seen());
  panel.configure(settings.settings);
  const messaging = await MessagingHost.open({
    edges,
    files: nodeFiles,
    readFile: (path) => readFile(path),
    decisionsPath: userData('origins.json'),
    token: pageToken,
    line: {
      line: () => line.line(),
      execute: (command) => line.execute(command),
      onEvent: (listener) => line.onEvent(listener),
    },
    explain: (code) => t(`refusal.${code}`),
    onView: (view) => tell('messaging:changed', view),
    onQuestion: () => windows.drawAttention(),
  });

  answerPages({
    ...handlers,
    ...help.handlers,
    ...update.handlers,
    'line:snapshot': () => line.snapshot(),
    'line:command': (command) => line.execute(command),
    'line:networkChanged': () => line.checkLink(),
    'line:connectNow': () => line.connectNow(),
    'settings:open': () => windows.showSettings(),
    'settings:read': () => settings.view(),
    'settings:save': (draft) => settings.save(draft),
    'settings:test': (draft) => {
      line.forgetPhone();
      return lineTest.run(settings.completed(draft));
    },
    'settings:greet': (draft, logIn) => lineTest.greet(settings.completed(draft), logIn),
    'settings:chooseFile': (field) => windows.chooseFile(chooserFor(field, catalogue)),
    'settings:import': async () => {
      const path = await windows.chooseFile(chooserFor('connector', catalogue));
      return path === null ? { status: 'notChosen' } : settings.import(path);
    },
    'settings:restore': () => settings.restore(),
    'settings:rememberSecondCall': async (choice) => {
      const result = await settings.rememberSecondCall(choice);
      if (result.status === 'failed') log.write({ level: 'warn', what: 'settings not written', ...result });
      return result;
    },
    'panel:setBar': (bar) => panel.setBar(bar),
    'panel:menu': (items) => panel.menu(items),
    'messaging:read': () => messaging.view(),
    'messaging:decide': (origin, decision) => messaging.decide(origin, decision),
    'messaging:revoke': (origin) => messaging.revoke(origin),
    'messaging:answerDial': (id, mayDial) => messaging.answerDial(id, mayDial),
    'messaging:token': (wish) => messaging.token(wish),
    'keyring:unlock': () => gate.unlock(),
    'hotkeys:probe': (keys) => shortcuts.probe(keys),
    'hotkeys:pause': (paused) => shortcuts.pause(paused),
    'system:read': () => system.view(),
    'system:startAtLogin': (on) => system.startAtLogin(on),
    'system:claimLinks': () => system.claimLinks(),
    'practice:numbers': () => line.practiceNumbers(),
    'app:about': () => about,
    'app:copy': (text) => clipboard.writeText(text),
    'desk:take': () => notices.take(),
  });

  app.on('activate', () => panel.show());
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  powerMonitor.on('resume', () => line.checkLink());
  app.once('will-quit', () => {
    gate.stop();
    question.stop();
  });
  quitGracefully(() => Promise.all([messaging.stop(), line.stop(), bounds.flushed()]), update.finish, log);

  const hotkeys = shortcuts.configure(hotkeysIn(settings.settings));
  log.write({ level: 'info', what: 'hotkeys', ...hotkeys });
  update.configure(settings.settings);
  reception.open((visit) => void desk.serve(visit));
  if (request.type === 'show' && request.hidden) await panel.startHidden();
  else await desk.answer(request);
  // In front of the panel, which works already: on the practice phone system.
  if (request.type === 'show' && !request.hidden && settings.view().setUp?.isFirstStart === true)
    windows.showSettings(true);
  await line.configure(settings.settings);
  await messaging.configure(settings.settings);
}

/**
 * Quits when what is to be finished is, or has had its time.
 * @param last is done after that, and waited for
 */
function quitGracefully(finish: () => Promise<unknown>, last: () => void, log: LogFile): void {
  app.once('will-quit', (event) => {
    event.preventDefault();
    const late = new Promise<string>((resolve) => setTimeout(() => resolve('late'), farewellMs));
    void Promise.race([finish().then(() => 'done'), late])
      .catch((error: unknown) => log.write({ level: 'error', what: 'not finished', error }))
      .then((how) => {
        last();
        log.write({ level: 'info', what: 'quit', how });
        log.close();
        // Not quit(): while the first quit is still being held back, a second one is not heard, and the app would stay without a window.
        app.exit(0);
      });
  });
}
