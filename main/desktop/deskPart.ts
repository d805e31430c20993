import { clipboard } from 'electron';
import type { Base, Configured, Following } from '../base/base.ts';
import { sendReply } from '../commandLine/replyLine.ts';
import type { FirstRequest } from '../commandLine/secondStart.ts';
import type { Handlers } from '../ipc/ipc.ts';
import type { LinePart } from '../line/linePart.ts';
import type { SettingsPart } from '../settings/settingsPart.ts';
import { numberToDial } from '../shortcuts/selectedText.ts';
import { Desk, type DeskVisit, type DeskHotkey } from './desk.ts';
import { DeskNotices } from './notices.ts';
import { PanelOffers } from './offers.ts';
import { DeskPresses } from './presses.ts';
import { holdsOthers } from './secondCall.ts';
import { type Surroundings, surround } from './surroundings.ts';

export interface DeskPart extends Configured, Following {
  /** Does what the first start was for. */
  readonly open: (request: FirstRequest) => Promise<void>;
  /** A second start, or a link. Never rejects. */
  readonly serve: (visit: DeskVisit) => Promise<void>;
  /** A hotkey. Never rejects. */
  readonly press: (name: DeskHotkey) => Promise<void>;
  readonly presses: DeskPresses;
  /** A quiet notification. */
  readonly tell: Surroundings['tell'];
  /** Fills a number in, in the panel. */
  readonly offerNumber: (number: string) => void;
  readonly handlers: Surroundings['handlers'] & Pick<Handlers, 'desk:take'>;
}

export interface DeskPartOptions {
  readonly settings: SettingsPart;
  readonly line: LinePart;
}

/** The desk around the panel: what shows the line there, and what is asked of the app from there. */
export function createDesk(base: Base, { settings: { settings }, line }: DeskPartOptions): DeskPart {
  const { about, edges, log, panel, push, t } = base;
  const { host } = line;
  const presses = new DeskPresses({ line: host, nowMs: () => edges.clock.now().monoMs });
  const notices = new DeskNotices(() => push('desk:notice', null));
  const offers = new PanelOffers({
    notices,
    showPanel: () => panel.show(),
    dialLinksAtOnce: () => settings().dialLinksAtOnce,
  });
  const { signals, handlers, tell } = surround({
    ...base,
    line: host,
    presses,
    settings,
    showPanel: (callId) => offers.call(callId),
    dial: (number) => offers.dial(number),
  });
  const desk = new Desk({
    line: host,
    presses,
    tell,
    offers,
    holdOthers: () => holdsOthers(host.snapshot().line, settings().secondCall),
    numberSelected: () => numberToDial(clipboard, process.platform),
    sendReply,
    version: about.version,
    t,
    log: log.write,
  });
  signals.update(host.line());
  line.events.on('ended', (call) => signals.ended(call));
  panel.on('inFront', () => signals.seen());
  return {
    configure: () => signals.refresh(),
    onLine: (now) => {
      presses.follow(now);
      signals.update(now);
    },
    open: async (request) => {
      if (request.type === 'show' && request.hidden) await panel.startHidden();
      else await desk.answer(request);
    },
    serve: (visit) => desk.serve(visit),
    press: (name) => desk.press(name),
    presses,
    tell,
    offerNumber: (number) => offers.dial(number),
    handlers: { ...handlers, 'desk:take': () => notices.take() },
  };
}
