import { app } from 'electron';
import { readFile } from 'node:fs/promises';
import { nodeFiles } from '../src/world/atomicFile.ts';
import { words } from '../src/words/words.ts';
import { aboutApp } from './about.ts';
import type { Base } from './base/base.ts';
import type { Reception } from './commandLine/reception.ts';
import type { FirstRequest } from './commandLine/secondStart.ts';
import { isForDesk } from './desktop/desk.ts';
import { createDesk } from './desktop/deskPart.ts';
import { createPanel } from './desktop/panelPart.ts';
import { realEdges } from './edges.ts';
import { endAtSignals } from './endOfSession.ts';
import { pushTo } from './ipc/ipc.ts';
import { createFavourites } from './favourites/favouritesPart.ts';
import { createHistory, createKept } from './history/historyPart.ts';
import { createDirectory } from './directory/directoryPart.ts';
import { createKeyring } from './keyring/keyringPart.ts';
import { createLine } from './line/linePart.ts';
import { createMessaging } from './messaging/messagingPart.ts';
import { quitGracefully } from './quit.ts';
import { createPalette } from './palette/palettePart.ts';
import { createPhone } from './phone/phonePart.ts';
import { createPop } from './pop/popPart.ts';
import { findPolicy } from './settings/policySources.ts';
import { createSettings } from './settings/settingsPart.ts';
import type { Shell } from './shell.ts';
import { createHotkeys } from './shortcuts/hotkeysPart.ts';
import type { Startup } from './startup.ts';
import { createSupport } from './support/supportPart.ts';
import { createSystem } from './system/systemPart.ts';
import { createUpdates } from './updates/updatesPart.ts';
import { installMenu } from './windows/menu.ts';

/** What a start is made of. */
export interface Start {
  readonly shell: Shell;
  readonly startup: Startup;
  readonly request: FirstRequest;
  readonly reception: Reception;
}

/**
 * Makes the parts of the app, each from those before it, lets them hear of the settings and of the line, and does what the start was
 * for.
 */
export async function start({ shell, startup, request, reception }: Start): Promise<void> {
  const base = baseOf(shell);
  const { log } = base;
  const { version, electron, testRuntime, platform } = base.about;
  log.write({ level: 'info', what: 'started', version, electron, testRuntime, platform });
  endAtSignals(base.windows);
  installMenu(base);

  // The parts. What one needs of another is made before it; what it only reacts to, it hears by that one's events.
  const [policy, keyring] = await Promise.all([
    findPolicy(app.isPackaged, startup.policy, log.write),
    createKeyring(base),
  ]);
  const settings = await createSettings(base, {
    policy,
    keyring,
    secret: startup.secret,
    phonePassword: startup.phonePassword,
  });
  const kept = createKept(base);
  const directory = createDirectory(base, { store: kept.store, keyring });
  const phone = createPhone(base, keyring);
  const line = createLine(base, { directory, settings, keyring, phone });
  const support = createSupport(base, { settings, line, phone: phone.view, directory });
  const updates = createUpdates(base);
  const desk = createDesk(base, { settings, line });
  const history = createHistory(base, { kept, line, directory, offerNumber: desk.offerNumber });
  const panel = createPanel(base, settings.settings());
  const favourites = createFavourites(base, { line, settings });
  const palette = createPalette(base, { settings, line, desk, directory, favourites: favourites.people });
  const hotkeys = createHotkeys(base, {
    press: (name) => (name === 'quickCommand' ? palette.toggle() : desk.press(name)),
  });
  const system = createSystem(base, startup.userData);
  const messaging = await createMessaging(base, { line: line.host, token: keyring.pageToken });
  const pop = await createPop(base, { line: line.host, namedCall: directory.namedCall });

  // Who hears of what, in this order. A press outside the panel is judged by the line as it is now: the desk comes first.
  const followers = [desk, palette, support, updates];
  line.events.on('line', (now) => followers.forEach((part) => part.onLine(now)));
  const configured = [panel, desk, favourites, messaging, pop, history, directory, hotkeys, updates];
  line.events.on('event', (event) => directory.hear(event));
  settings.events.on('saved', (now, lineChanged) => {
    for (const part of lineChanged ? [...configured, line] : configured) void part.configure(now);
  });
  quitGracefully({
    parts: [
      keyring,
      settings,
      messaging,
      pop,
      favourites,
      line,
      phone,
      directory,
      history,
      { stop: () => shell.bounds.flushed() },
    ],
    last: updates.finish,
    log,
  });
  shell.answerPages({
    ...line.handlers,
    ...phone.handlers,
    ...settings.handlers,
    ...keyring.handlers,
    ...support.handlers,
    ...favourites.handlers,
    ...history.handlers,
    ...directory.handlers,
    ...updates.handlers,
    ...desk.handlers,
    ...panel.handlers,
    ...palette.handlers,
    ...hotkeys.handlers,
    ...system.handlers,
    ...messaging.handlers,
    ...pop.handlers,
  });

  // The start itself, in this order: what the agent presses and sees before what takes its time.
  const now = settings.settings();
  log.write({ level: 'info', what: 'hotkeys', ...hotkeys.configure(now) });
  updates.configure(now);
  history.configure(now);
  favourites.configure(now);
  reception.open((visit) => void (isForDesk(visit) ? desk.serve(visit) : history.serve(visit)));
  await desk.open(request);
  // In front of the panel, which works already: on the practice phone system.
  const isSeen = request.type === 'show' && !request.hidden;
  if (isSeen && settings.host.view().setUp?.isFirstStart === true) base.windows.showSettings(true);
  await pop.configure(settings.settings());
  await line.configure(settings.settings());
  await messaging.configure(settings.settings());
  directory.configure(settings.settings());
}

function baseOf({ log, userData, assets, renderer, icon, windows, panel }: Shell): Base {
  return {
    ...words(app.getLocale()),
    about: aboutApp(app.getVersion(), process.versions.electron, process.platform),
    edges: realEdges(log.write),
    files: nodeFiles,
    readFile: (path) => readFile(path),
    ...{ log, userData, assets, renderer, icon, windows, panel },
    push: pushTo(windows),
  };
}
