import type { AmiAction } from '../../ami/wire/action.ts';
import { AmiError } from '../../ami/wire/error.ts';
import { AmiPacket } from '../../ami/wire/packet.ts';
import { writeAction } from '../../ami/wire/writeAction.ts';
import { refused } from '../../cti/command.ts';
import type { CtiEvent } from '../../cti/event.ts';
import { type Line, newLine } from '../../cti/line.ts';
import { AsteriskAdapter } from '../calls/adapter.ts';
import type { CallStory } from '../calls/story/callStory.ts';
import { Capabilities } from '../pbx/capabilities.ts';
import type { ChannelEvent, ChannelFacts } from '../dialect/channelEvent.ts';
import type { ControlContext } from '../controls/control/control.ts';
import { callDenial, runOnCall } from '../controls/index.ts';
import type { ChannelSnapshot } from '../dialect/snapshot.ts';
import { dialect1 } from '../dialect/dialect1.ts';
import { dialect2 } from '../dialect/dialect2.ts';
import { EventWaiters } from '../controls/control/eventWaiters.ts';
import type { LineOptions } from '../options/lineOptions.ts';
import { lineOptions, LineWorld } from './lineWorld.ts';

/** `ok`, the value that Getvar asks for, what Asterisk's error says, or the error that the wire gives instead of an answer. */
type Answer = 'ok' | { readonly value: string } | { readonly error: string } | AmiError;

interface BenchOptions extends Partial<LineOptions> {
  readonly family?: '1.x' | '2.x';
  /** The actions that the account may send; all, where nothing is said. */
  readonly may?: readonly string[];
  readonly onLegLeft?: (channelName: string) => void;
}

/** One line of a logged-in connection, without the connection: what a control sends is kept, and answered as the test says. */
export class ControlBench {
  readonly world = new LineWorld();
  readonly adapter: AsteriskAdapter;
  readonly context: ControlContext;
  readonly sent: AmiAction[] = [];
  readonly events: CtiEvent[] = [];
  /** What Status says of a channel, by its name; nothing, where nothing is set. */
  readonly statuses = new Map<string, () => ChannelSnapshot>();
  readonly device: string;
  /** The line as a control sees it. */
  line: Line;
  readonly #answers = new Map<string, (action: AmiAction) => Answer>();

  constructor({ family = '2.x', may, ...given }: BenchOptions = {}) {
    const { edges, clock } = this.world;
    const waiters = new EventWaiters(edges.clock);
    const options = lineOptions({ device: family === '1.x' ? 'SIP/101' : 'PJSIP/101', ...given });
    this.device = options.device;
    const link = { state: 'online', version: 'Asterisk' } as const;
    this.line = { ...newLine(options.extension, options.device), link };
    this.adapter = new AsteriskAdapter({
      ...options,
      newId: edges.newId,
      emit: (event) => {
        this.events.push(event);
        waiters.hear(event);
      },
    });
    this.context = {
      options,
      edges,
      adapter: this.adapter,
      dialect: family === '1.x' ? dialect1 : dialect2,
      capabilities: new Capabilities(
        may === undefined ? undefined : new AmiPacket(may.map((action) => [action, ''])),
      ),
      phone: { ignoresAutoAnswer: false, ignoresNotify: false },
      dialPlan: { hold: true, conference: true },
      atxferDoesNothing: new Set(),
      denial: (type, story) => callDenial(type, this.context, story),
      perform: async (command) => {
        const story = this.adapter.story(command.callId);
        return story === undefined ? refused('unknownCall') : runOnCall(this.context, story, command);
      },
      line: () => this.line,
      send: (action) => this.#send(action),
      ask: (channelName) => Promise.resolve(this.statuses.get(channelName)?.()),
      listen: (wanted) => waiters.listen(wanted),
      waitFor: (wanted, timeoutMs) => waiters.wait(wanted, timeoutMs),
    };
    clock.advance(1_000);
  }

  get story(): CallStory {
    const [story] = this.adapter.stories();
    if (story === undefined) throw new Error('There is no call.');
    return story;
  }

  /** How an action of that name is answered, and what happens on the PBX meanwhile. */
  on(action: string, answer: Answer | ((action: AmiAction) => Answer)): void {
    this.#answers.set(action, typeof answer === 'function' ? answer : () => answer);
  }

  hear(...events: readonly ChannelEvent[]): void {
    for (const event of events) this.adapter.handle(event, this.world.edges.clock.now());
  }

  /** Lets what waits for promises run. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  }

  /** Moves the clock after all that waits for promises has run. */
  async advance(byMs: number): Promise<void> {
    await this.settle();
    this.world.clock.advance(byMs);
    await this.settle();
  }

  /** An incoming call from 201 that rings the phone. */
  ring(): CallStory {
    this.hear(
      { type: 'created', channel: this.caller },
      { type: 'created', channel: { ...this.phone, state: 'down' } },
      { type: 'dialBegun', caller: this.caller, dest: { ...this.phone, state: 'down' }, dialString: '101' },
      { type: 'changed', channel: { ...this.phone, state: 'ringing' } },
    );
    return this.story;
  }

  /** The same call, answered. */
  talk(): CallStory {
    this.ring();
    this.hear(
      { type: 'bridgeEntered', bridgeId: 'b', channel: { ...this.phone, state: 'up' } },
      { type: 'bridgeEntered', bridgeId: 'b', channel: { ...this.caller, state: 'up' } },
    );
    return this.story;
  }

  /** The same call with both ends apart: the caller hears music, the agent's phone nothing. */
  pen(): CallStory {
    this.talk();
    this.comeApart();
    return this.story;
  }

  comeApart(): void {
    this.hear(
      { type: 'bridgeLeft', bridgeId: 'b', channel: this.caller },
      { type: 'bridgeLeft', bridgeId: 'b', channel: this.phone },
      { type: 'musicStarted', channel: this.caller },
    );
  }

  /** The same call, parked in 701; the agent's leg is gone. */
  park(): CallStory {
    this.talk();
    const { id } = this.story.call;
    const intent = { to: 'park' } as const;
    this.adapter.intend(id, intent);
    this.hear(
      { type: 'bridgeLeft', bridgeId: 'b', channel: this.caller },
      { type: 'parked', parkee: this.caller, space: '701', parker: this.device },
      { type: 'hungUp', channel: this.phone, cause: 16 },
    );
    this.adapter.settle(id, intent, 'done', this.world.edges.clock.now());
    return this.story;
  }

  get caller(): ChannelFacts {
    const name = this.device.replace('101', '201-00000001');
    return {
      uniqueId: '1.1',
      name,
      state: 'ring',
      callerNumber: '201',
      callerName: 'Customer Alpha',
      exten: '101',
    };
  }

  get phone(): ChannelFacts {
    return { uniqueId: '1.2', name: `${this.device}-00000002`, exten: '' };
  }

  #send(action: AmiAction): Promise<AmiPacket> {
    // As the client does: what may not go on the wire is refused before it is sent.
    writeAction(action, 'x-1');
    this.sent.push(action);
    const answer = this.#answers.get(action.name)?.(action) ?? 'ok';
    if (answer instanceof AmiError) return Promise.reject(answer);
    if (answer === 'ok' || 'value' in answer) {
      const actionId = `x-${this.sent.length}`;
      return Promise.resolve(
        new AmiPacket([
          ['Response', 'Success'],
          ['ActionID', actionId],
          ...(answer === 'ok' ? [] : [['Value', answer.value] as const]),
        ]),
      );
    }
    const { error: serverMessage } = answer;
    return Promise.reject(new AmiError('refused', `Asterisk refused ${action.name}`, { serverMessage }));
  }
}
