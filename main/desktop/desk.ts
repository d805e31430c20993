import { otherState } from '../../src/cti/agent.ts';
import { can } from '../../src/cti/features.ts';
import { kindOf } from '../../src/cti/number/number.ts';
import type { LogEntry } from '../../src/world/edges.ts';
import type { CommandResult } from '../../src/cti/command.ts';
import { type DialNumber, isOne, type NumberReading } from '../../src/cti/number/number.ts';
import type { HotkeyName } from '../../src/ipc/hotkeys.ts';
import type { LineSnapshot } from '../../src/ipc/line.ts';
import type { NumberSource } from '../../src/ipc/panel.ts';
import type { Translate } from '../../src/words/words.ts';
import type { StartAnswer } from '../commandLine/answer.ts';
import type { ReplyAddress } from '../commandLine/handover.ts';
import { answerTo, done, refusal } from '../commandLine/outcome.ts';
import type { Visit } from '../commandLine/reception.ts';
import type { StartRequest } from '../commandLine/request.ts';
import { statusOf } from '../commandLine/status.ts';
import { type Note, troubleNote } from '../ringing/note.ts';
import type { DeskNotices } from './notices.ts';
import { commandFor, type Wish, type WishDenial } from '../actions/wish.ts';
import type { DeskPresses } from './presses.ts';

export interface DeskOptions {
  readonly line: {
    snapshot(): LineSnapshot;
  };
  readonly presses: Pick<DeskPresses, 'ofAgent' | 'wish'>;
  /** A word about what was not done, where the panel is not to come up for it. */
  readonly tell: (note: Note) => void;
  readonly notices: DeskNotices;
  readonly showPanel: () => Promise<void>;
  /** The call that is talked on is put on hold when another one is answered. */
  readonly holdOthers: () => boolean;
  /** A number from a link is dialled without asking. */
  readonly dialLinksAtOnce: () => boolean;
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
  async serve(visit: Visit): Promise<void> {
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

  /** Fills a number in for the agent to see, and dials it only where it came by a link and the settings say so. */
  async offer(number: DialNumber, from: NumberSource): Promise<void> {
    const { dialLinksAtOnce, notices, showPanel } = this.#options;
    // A number that is valid somewhere else only is looked at first, and so is a code, with which the PBX does something.
    const isPlain = number.context === undefined && kindOf(number.number) !== 'code';
    const atOnce = from === 'link' && dialLinksAtOnce() && isPlain;
    notices.give({ type: 'number', from, ...number, atOnce });
    await showPanel();
  }

  /** Opens the panel, at this call where there is one. */
  async showCall(callId?: string): Promise<void> {
    if (callId !== undefined) this.#options.notices.give({ type: 'call', callId });
    await this.#options.showPanel();
  }

  /** Opens the panel to call back, or for a number to be typed. */
  async dial(number?: string): Promise<void> {
    if (number !== undefined) {
      await this.offer({ number }, 'missedCall');
      return;
    }
    this.#options.notices.give({ type: 'typeNumber' });
    await this.#options.showPanel();
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
    const { notices, numberSelected, showPanel } = this.#options;
    const reading = await numberSelected();
    if (isOne(reading)) {
      const { kind: _kind, ...number } = reading;
      await this.offer(number, 'selection');
      return;
    }
    if (reading.kind === 'several')
      notices.give({ type: 'whichNumber', from: 'selection', numbers: reading.numbers });
    else notices.give({ type: 'noNumber', from: 'selection', code: reading.code });
    await showPanel();
  }

  /** A hotkey. Never rejects; what is not done is told in the panel, for the key itself gives no answer. */
  async press(name: HotkeyName): Promise<void> {
    const { log, notices, showPanel, t, tell } = this.#options;
    try {
      if (name === 'showPanel') {
        await showPanel();
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
      notices.give({ type: 'notDone', code: result.status === 'timedOut' ? 'timedOut' : result.code });
      await showPanel();
    } catch (error) {
      log({ level: 'error', what: 'hotkey', name, error });
    }
  }

  /** @throws what the window could not do */
  async answer(request: StartRequest): Promise<StartAnswer> {
    const { notices, showPanel } = this.#options;
    switch (request.type) {
      case 'show':
        if (!request.hidden) await showPanel();
        return done();
      case 'dial': {
        const { type: _type, ...number } = request;
        await this.offer(number, 'link');
        return done();
      }
      case 'dialOneOf':
        notices.give({ type: 'whichNumber', from: 'link', numbers: request.numbers });
        await showPanel();
        return done();
      case 'refusedLink':
        notices.give({ type: 'noNumber', from: 'link', code: request.why });
        await showPanel();
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
