import { otherState } from '../../src/cti/agent.ts';
import { can } from '../../src/cti/features.ts';
import type { LogEntry } from '../../src/world/edges.ts';
import type { CommandResult } from '../../src/cti/command.ts';
import { isOne, type NumberReading } from '../../src/cti/number/number.ts';
import type { HotkeyName } from '../../src/ipc/hotkeys.ts';
import type { LineSnapshot } from '../../src/ipc/line.ts';
import type { Translate } from '../../src/words/words.ts';
import type { StartAnswer } from '../commandLine/answer.ts';
import type { ReplyAddress } from '../commandLine/handover.ts';
import { answerTo, done, refusal } from '../commandLine/outcome.ts';
import type { Visit } from '../commandLine/reception.ts';
import type { StartRequest } from '../commandLine/request.ts';
import { statusOf } from '../commandLine/status.ts';
import { type Note, troubleNote } from '../ringing/note.ts';
import type { PanelOffers } from './offers.ts';
import { commandFor, type Wish, type WishDenial } from '../actions/wish.ts';
import type { DeskPresses } from './presses.ts';

/** The history has a part of its own. */
export type DeskVisit = (Omit<NonNullable<Visit>, 'request'> & { readonly request: DeskRequest }) | undefined;
export type DeskRequest = Exclude<StartRequest, { type: 'history' }>;

export function isForDesk(visit: Visit): visit is DeskVisit {
  return visit?.request.type !== 'history';
}

/** The quick command has a window of its own. */
export type DeskHotkey = Exclude<HotkeyName, 'quickCommand'>;

export interface DeskOptions {
  readonly line: {
    snapshot(): LineSnapshot;
  };
  readonly presses: Pick<DeskPresses, 'ofAgent' | 'wish'>;
  /** A word about what was not done, where the panel is not to come up for it. */
  readonly tell: (note: Note) => void;
  /** What is asked of the agent in the panel. */
  readonly offers: PanelOffers;
  /** The call that is talked on is put on hold when another one is answered. */
  readonly holdOthers: () => boolean;
  /** The number in what is selected, or was copied. */
  readonly numberSelected: () => Promise<NumberReading>;
  readonly sendReply: (address: ReplyAddress, answer: StartAnswer) => Promise<void>;
  readonly version: string;
  readonly t: Translate;
  readonly log: (entry: LogEntry) => void;
}

type Wished = CommandResult | { readonly status: 'denied'; readonly code: WishDenial };

/** Does what is asked of the app from outside its windows. */
export class Desk {
  readonly #options: DeskOptions;

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  /** A second start, or a link; answers where an answer is waited for. Never rejects. */
  async serve(visit: DeskVisit): Promise<void> {
    const { log, sendReply } = this.#options;
    const request = visit?.request ?? { type: 'show', hidden: false };
    log({ level: 'info', what: 'asked from outside', request: request.type });
    try {
      const answer = await this.answer(request);
      if (visit?.reply !== undefined) await sendReply(visit.reply, answer);
    } catch (error) {
      log({ level: 'warn', what: 'not answered', request: request.type, error });
    }
  }

  /** For a command that names no call: the one that is meant, or why there is none. */
  async #wish(wish: Wish): Promise<Wished> {
    const { holdOthers, line, presses } = this.#options;
    const choice = commandFor(wish, line.snapshot().line, { holdOthers: holdOthers() });
    return choice.ok ? presses.wish(wish, choice.command) : { status: 'denied', code: choice.code };
  }

  async #answerWish(wish: Wish): Promise<StartAnswer> {
    const { t } = this.#options;
    const result = await this.#wish(wish);
    return result.status === 'denied' ? refusal(result.code, t) : answerTo(result, t);
  }

  /** Ready or not ready, whichever the agent is not. */
  async #switchState(): Promise<Wished> {
    const { line, presses } = this.#options;
    const { agent, features, link } = line.snapshot().line;
    if (can(features, 'SetAgentState'))
      return presses.ofAgent({ type: 'SetAgentState', state: otherState(agent) });
    const code = features.denied.SetAgentState ?? (link.state === 'online' ? 'noQueues' : 'notConnected');
    return { status: 'denied', code };
  }

  async #dialSelected(): Promise<void> {
    const { numberSelected, offers } = this.#options;
    const reading = await numberSelected();
    if (isOne(reading)) {
      const { kind: _kind, ...number } = reading;
      offers.number(number, 'selection');
    } else if (reading.kind === 'several')
      offers.show({ type: 'whichNumber', from: 'selection', numbers: reading.numbers });
    else offers.show({ type: 'noNumber', from: 'selection', code: reading.code });
  }

  /** A hotkey. Never rejects; the panel shows what was not done, as the key itself gives no answer. */
  async press(name: DeskHotkey): Promise<void> {
    const { log, offers, t, tell } = this.#options;
    try {
      if (name === 'showPanel') {
        offers.show();
        return;
      }
      if (name === 'dialSelected') {
        await this.#dialSelected();
        return;
      }
      const result = name === 'switchState' ? await this.#switchState() : await this.#wish(name);
      if (result.status === 'done') return;
      if (result.status === 'refused' && result.code === 'otherParty') {
        // The second half of a double press: no reason to take the keyboard away from another program.
        tell(troubleNote(t('refusal.otherParty'), result.code, undefined, t));
        return;
      }
      offers.show({ type: 'notDone', code: result.status === 'timedOut' ? 'timedOut' : result.code });
    } catch (error) {
      log({ level: 'error', what: 'hotkey', name, error });
    }
  }

  /** @throws what the window could not do */
  async answer(request: DeskRequest): Promise<StartAnswer> {
    const { offers } = this.#options;
    switch (request.type) {
      case 'show':
        if (!request.hidden) offers.show();
        return done();
      case 'dial': {
        const { type: _type, ...number } = request;
        offers.number(number, 'link');
        return done();
      }
      case 'dialOneOf':
        offers.show({ type: 'whichNumber', from: 'link', numbers: request.numbers });
        return done();
      case 'refusedLink':
        offers.show({ type: 'noNumber', from: 'link', code: request.why });
        return done();
      case 'status':
        return done(`${JSON.stringify(this.#status())}\n`);
      case 'answer':
      case 'hangUp':
      case 'hold':
        return this.#answerWish(request.type);
    }
  }

  #status(): ReturnType<typeof statusOf> {
    const { line, version } = this.#options;
    const { line: now, agentName, pbx, monoMs } = line.snapshot();
    return statusOf({ version, line: now, agentName, pbx, nowMonoMs: monoMs });
  }
}
