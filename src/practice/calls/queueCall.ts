import type { Cause, Channel, HangupBy, Occupation, Party } from '../exchange/channel.ts';
import { queueContext } from './contexts.ts';
import { Conversation } from './conversation.ts';
import { type LocalChannel, ringThrough, tellLocalBridge } from './localChannel.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { type Field, channelFields, partyFields } from '../exchange/packets.ts';
import type { Member } from './member.ts';

/** `timeout` of queues.conf: how long a member's phone rings. */
const ringForMs = 15_000;

/** A member who is called, and the Local channel by which. */
interface Attempt {
  readonly member: Member;
  readonly local: LocalChannel;
  readonly sinceMs: number;
}

/** What a call of a queue needs of it. */
export interface Waiters {
  /** The caller is through, or gone. */
  leave(call: QueueCall): void;
  abandoned(call: QueueCall): void;
  completed(): void;
  /** No member was reached: the next one, in a moment. */
  retrySoon(): void;
}

/** A caller in a queue, until they talk to a member or give up. */
export class QueueCall implements Occupation {
  readonly #exchange: Exchange;
  readonly #queue: Waiters;
  readonly #caller: Channel;
  readonly #dial: (channel: Channel, exten: string) => void;
  readonly #joinedMs: number;
  /** Called in this round already. */
  readonly #tried = new Set<Member>();
  #attempt: Attempt | undefined;
  #isThrough = false;
  /** Who the attempt's channel said to be when it rang. */
  #rung: Party | undefined;

  constructor(
    exchange: Exchange,
    queue: Waiters,
    caller: Channel,
    dial: (channel: Channel, exten: string) => void,
  ) {
    this.#exchange = exchange;
    this.#queue = queue;
    this.#caller = caller;
    this.#dial = dial;
    this.#joinedMs = exchange.now();
    caller.occupation = this;
  }

  get holdSeconds(): number {
    return Math.floor((this.#exchange.now() - this.#joinedMs) / 1000);
  }

  callerFields(): readonly Field[] {
    return channelFields(this.#caller);
  }

  /** As QueueStatus lists a caller who waits: here "no value" is `unknown`, without brackets. */
  entryFields(): readonly Field[] {
    const { name, uniqueid, caller, connected } = this.#caller;
    return [
      ['Channel', name],
      ['Uniqueid', uniqueid],
      ...partyFields(caller),
      ['ConnectedLineNum', connected.number],
      ['ConnectedLineName', connected.name],
    ].map(([key = '', value = '']) => [key, value === '' || value === '<unknown>' ? 'unknown' : value]);
  }

  /** Calls the next member who may be called, unless one is being called. */
  callNext(members: readonly Member[]): void {
    if (this.#attempt !== undefined || this.#isThrough || !this.#caller.alive) return;
    const available = members.filter((member) => member.isAvailable && extenOf(member) !== undefined);
    if (available.every((member) => this.#tried.has(member))) this.#tried.clear();
    const member = available.find((one) => !this.#tried.has(one));
    if (member !== undefined) this.#call(member);
  }

  hungUp(channel: Channel, cause: Cause, by: HangupBy): void {
    if (by === 'phone') this.#exchange.tellHangupRequest(channel, cause);
    if (channel === this.#caller) {
      this.#exchange.stopMusic(channel);
      this.#cancelAttempt();
      this.#queue.abandoned(this);
      this.#queue.leave(this);
      this.#exchange.end(channel, { cause: 0 });
    } else this.#refused(channel, cause);
  }

  release(channel: Channel): boolean {
    if (channel !== this.#caller) return false;
    this.#exchange.stopMusic(channel);
    this.#cancelAttempt();
    this.#queue.leave(this);
    channel.occupation = undefined;
    return true;
  }

  #call(member: Member): void {
    const [exchange, caller] = [this.#exchange, this.#caller];
    const exten = extenOf(member) ?? '';
    const local = exchange.createLocal(queueContext, exten, caller);
    const { one, two } = local;
    const attempt = { member, local, sinceMs: exchange.now() };
    this.#attempt = attempt;
    this.#tried.add(member);
    member.isCalled = true;
    one.whenEnded = () => (member.isCalled = false);
    one.caller = caller.connected.number === '' ? { number: caller.exten, name: '' } : caller.connected;
    exchange.tellCaller(one);
    two.caller = caller.caller;
    two.connected = one.caller;
    exchange.tellCaller(two);
    exchange.tell('NewConnectedLine', channelFields(two));
    tellLocalBridge(exchange, local, false);
    // DialBegin tells the channel as it was before the queue filled it in (12).
    const before = channelFields(one, 'Dest');
    one.connected = caller.caller;
    one.exten = caller.exten;
    one.occupation = this;
    this.#tellAgent('AgentCalled', attempt);
    const dialString: Field = ['DialString', member.facts.interface];
    exchange.tell('DialBegin', [...channelFields(caller), ...before, dialString]);
    two.watcher = {
      rang: () => {
        if (this.#attempt !== attempt) return;
        ringThrough(exchange, local);
        this.#rung = one.caller;
        exchange.tell('NewConnectedLine', channelFields(one));
        this.#tellDial('DialState', one, 'RINGING');
      },
      answered: () => this.#answered(attempt),
      wasBusy: () => undefined,
      connectedTo: (party) => {
        if (caller.alive) exchange.setConnected(caller, party);
        // Told with its next packet; who picked the call up is reported once it is answered (91).
        if (one.state === 'Ringing') one.caller = party;
      },
    };
    exchange.plan(one, ringForMs, () => this.#timedOut(attempt));
    this.#dial(two, exten);
  }

  #answered(attempt: Attempt): void {
    const [exchange, caller] = [this.#exchange, this.#caller];
    const { member, local, sinceMs } = attempt;
    const { one } = local;
    if (this.#attempt !== attempt) return;
    const ringSeconds = Math.floor((exchange.now() - sinceMs) / 1000);
    const holdTime: Field = ['HoldTime', String(this.holdSeconds)];
    const answeredMs = exchange.now();
    for (const cancel of [...one.planned]) cancel();
    const isAnother = one.caller.number !== this.#rung?.number || one.caller.name !== this.#rung.name;
    exchange.setState(one, 'Up');
    if (isAnother) exchange.tellCaller(one);
    this.#tellDial('DialEnd', one, 'ANSWER');
    exchange.stopMusic(caller);
    this.#isThrough = true;
    this.#queue.leave(this);
    this.#tellAgent('AgentConnect', attempt, [holdTime, ['RingTime', String(ringSeconds)]]);
    this.#attempt = undefined;
    member.isCalled = false;
    member.inCall = true;
    one.whenEnded = () => {
      member.tookCall();
      this.#queue.completed();
    };
    one.occupation = undefined;
    caller.occupation = undefined;
    Conversation.begin(exchange, one, caller, {
      ending: (by) => {
        const talkSeconds = Math.floor((exchange.now() - answeredMs) / 1000);
        const reason = by === caller ? 'caller' : 'agent';
        const talked: Field[] = [
          ['TalkTime', String(talkSeconds)],
          ['Reason', reason],
        ];
        this.#tellAgent('AgentComplete', attempt, [holdTime, ...talked]);
      },
    });
  }

  /** The member's leg ended before it was answered: refused on the phone, or by the manager interface. */
  #refused(one: Channel, cause: Cause): void {
    const attempt = this.#attempt;
    if (attempt?.local.one === one) {
      this.#attempt = undefined;
      this.#tellDial('DialEnd', one, 'NOANSWER');
      this.#tellNoAnswer(attempt);
      this.#queue.retrySoon();
    }
    this.#exchange.end(one, cause);
  }

  #timedOut(attempt: Attempt): void {
    if (this.#attempt !== attempt) return;
    this.#attempt = undefined;
    this.#tellNoAnswer(attempt);
    this.#tellDial('DialEnd', attempt.local.one, 'NOANSWER');
    this.#tellDial('DialEnd', attempt.local.one, 'CANCEL');
    this.#exchange.end(attempt.local.one, { cause: 0 });
    this.#queue.retrySoon();
  }

  #cancelAttempt(): void {
    const attempt = this.#attempt;
    this.#attempt = undefined;
    if (attempt === undefined) return;
    // Told twice, by the queue and by the end of the channel (12d and own recordings).
    this.#tellDial('DialEnd', attempt.local.one, 'CANCEL');
    this.#tellDial('DialEnd', attempt.local.one, 'CANCEL');
    this.#exchange.end(attempt.local.one, { cause: 0 });
  }

  #tellNoAnswer(attempt: Attempt): void {
    const seconds = Math.floor((this.#exchange.now() - attempt.sinceMs) / 1000);
    this.#tellAgent('AgentRingNoAnswer', attempt, [['RingTime', String(seconds * 1000)]]);
  }

  #tellAgent(name: string, { member, local }: Attempt, more: readonly Field[] = []): void {
    const { queue, interface: called, name: memberName } = member.facts;
    // A caller who has left for elsewhere is named no more, and neither is whom they talked to (recorded: sent apart, then bridged).
    const both = [...channelFields(this.#caller), ...channelFields(local.one, 'Dest')];
    this.#exchange.tell(
      name,
      [
        ...(this.#caller.alive && local.one.alive ? both : []),
        ['Queue', queue],
        ['Interface', called],
        ['MemberName', memberName],
        ...more,
      ],
      'agent',
    );
  }

  #tellDial(name: string, one: Channel, status: string): void {
    const fields = [...channelFields(this.#caller), ...channelFields(one, 'Dest')];
    this.#exchange.tell(name, [...fields, ['DialStatus', status]]);
  }
}

/** The extension that a member's interface dials; a member of another kind is never called here. */
function extenOf(member: Member): string | undefined {
  return /^Local\/(\d+)@from-queue(?:\/n)?$/.exec(member.facts.interface)?.[1];
}
