import type { Bridge } from '../exchange/bridge.ts';
import {
  type Cause,
  type Channel,
  type HangupBy,
  type Occupation,
  type Party,
  nobody,
} from '../exchange/channel.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { bridgeFields, channelFields } from '../exchange/packets.ts';
import { Conversation } from './conversation.ts';
import { Dial } from './dial.ts';
import { type LocalChannel, optimizeAway, ringThrough, tellLocalBridge } from './localChannel.ts';

/** From the action to the hold: the feature code is played into the call, digit by digit (11: 0.1 s). */
const holdAfterMs = 100;
/** From there to the call of the number, which is played in as well. */
const dialAfterMs = 300;
/** A number that does not exist is asked for three times, and then the call goes on. */
const giveUpAfterMs = 12_000;
/** A Local channel is left out once sound has gone through it. */
const optimizeAfterMs = 50;

/** Whom a transfer calls, and how they are dialled. */
interface Target {
  readonly context: string;
  readonly exten: string;
  readonly exists: boolean;
  readonly dial: (channel: Channel) => void;
}

/**
 * The feature that the action Atxfer sets off (`bridge_basic.c`): the transferee hears music while the transferer talks to the
 * target, through a Local channel. Hanging up completes; when the target goes, or the transferer cancels, the two first ones talk
 * on. By a feature code the transferer changes between the two.
 */
export class AttendedTransfer implements Occupation {
  readonly #exchange: Exchange;
  readonly #transferer: Channel;
  readonly #transferee: Channel;
  /** Of the transferer and the transferee. */
  readonly #first: Bridge<Channel>;
  /** Of the transferer and the target, from when it is called. */
  #second: Bridge<Channel> | undefined;
  #local: LocalChannel | undefined;
  /** Keys that the transferer has pressed, towards a feature code. */
  #keys = '';

  private constructor(exchange: Exchange, transferer: Channel, transferee: Channel, first: Bridge<Channel>) {
    this.#exchange = exchange;
    this.#transferer = transferer;
    this.#transferee = transferee;
    this.#first = first;
  }

  /** Without effect on a channel that talks to no one: the action is answered all the same (11e). */
  static begin(exchange: Exchange, transferer: Channel, target: Target): void {
    exchange.plan(transferer, holdAfterMs, () => {
      const { bridge } = transferer;
      const transferee = bridge?.partnerOf(transferer);
      if (bridge === undefined || transferee === undefined) return;
      if (!(transferer.occupation instanceof Conversation)) return;
      const transfer = new AttendedTransfer(exchange, transferer, transferee, bridge);
      for (const channel of bridge.channels) channel.occupation = transfer;
      exchange.tell('Hold', channelFields(transferer));
      exchange.startMusic(transferee);
      exchange.plan(transferer, target.exists ? dialAfterMs : giveUpAfterMs, () => {
        if (transferer.occupation !== transfer) return;
        if (target.exists) transfer.#call(target);
        else transfer.#takeBack();
      });
    });
  }

  /** The transferer wants the transferee back. */
  cancel(): void {
    const one = this.#local?.one;
    if (one?.alive !== true) {
      this.#takeBack();
      return;
    }
    this.#takeBack();
    this.#exchange.stopMusic(one);
    this.#leaveSecond(one);
    one.occupation = undefined;
    this.#exchange.end(one);
    this.#exchange.setConnected(this.#transferer, this.#transferee.caller);
  }

  /** A key of the transferer's, by the default codes of features.conf. */
  pressed(key: string): void {
    this.#keys = (this.#keys + key).slice(-2);
    if (this.#keys === '*1') this.cancel();
    else if (this.#keys === '*4') this.#change();
  }

  hungUp(channel: Channel, cause: Cause, by: HangupBy): void {
    if (by === 'phone') this.#exchange.tellHangupRequest(channel, cause);
    if (channel === this.#transferee) this.#transfereeGone(cause);
    else if (channel === this.#local?.one) this.#targetGone(channel, cause);
    else if (this.#local === undefined) this.#abandon(cause);
    else {
      this.#complete(this.#local);
      this.#exchange.end(channel, cause);
    }
  }

  release(channel: Channel): boolean {
    if (channel === this.#transferee) {
      this.#leaveFirst(channel);
      channel.occupation = undefined;
      this.#goOnAlone();
      return true;
    }
    if (channel !== this.#transferer) {
      this.#giveBack(channel);
      channel.occupation = undefined;
      return true;
    }
    if (this.#local === undefined) return Conversation.resume(this.#exchange, this.#first).release(channel);
    this.#complete(this.#local);
    channel.occupation = undefined;
    return true;
  }

  #call(target: Target): void {
    const [exchange, transferer] = [this.#exchange, this.#transferer];
    const local = exchange.createLocal(target.context, target.exten, transferer);
    const { one, two } = local;
    this.#local = local;
    this.#second = exchange.newBridge('basic');
    exchange.setCaller(two, transferer.caller);
    tellLocalBridge(exchange, local, true);
    exchange.setConnected(one, transferer.caller);
    one.occupation = this;
    exchange.enter(this.#second, one);
    exchange.leave(transferer);
    exchange.enter(this.#second, transferer);
    exchange.setConnected(transferer, nobody);
    two.watcher = {
      rang: () => this.#rang(local),
      answered: () => this.#answered(local),
      wasBusy: () => {
        if (one.alive) this.#tellDial(one, 'DialEnd', 'BUSY');
      },
      connectedTo: (party) => this.#connectedTo(one, party),
    };
    target.dial(two);
  }

  #rang(local: LocalChannel): void {
    if (!local.one.alive || local.one.state !== 'Down') return;
    ringThrough(this.#exchange, local);
    this.#tellDial(local.one, 'DialState', 'RINGING');
  }

  #answered(local: LocalChannel): void {
    const { one } = local;
    if (!one.alive || one.state === 'Up') return;
    this.#exchange.setState(one, 'Up');
    this.#tellDial(one, 'DialEnd', 'ANSWER');
    // With the transferer out of it, nothing keeps the Local channel.
    if (one.occupation !== this) this.#optimizeSoon(local);
  }

  #connectedTo(one: Channel, party: Party): void {
    const partner = one.bridge?.partnerOf(one);
    if (partner !== undefined) this.#exchange.setConnected(partner, party);
  }

  /** From the target to the transferee, or back: who was talked to hears music now. */
  #change(): void {
    const [exchange, transferer, transferee] = [this.#exchange, this.#transferer, this.#transferee];
    const one = this.#local?.one;
    if (one?.state !== 'Up' || this.#second === undefined) return;
    const isWithFirst = this.#isWithFirst;
    const [left, joined] = isWithFirst ? [transferee, one] : [one, transferee];
    exchange.tell('Hold', channelFields(transferer));
    exchange.startMusic(left);
    exchange.leave(transferer);
    exchange.enter(isWithFirst ? this.#second : this.#first, transferer);
    exchange.stopMusic(joined);
    exchange.setConnected(transferer, joined.caller);
    exchange.tell('Unhold', channelFields(transferer));
  }

  get #isWithFirst(): boolean {
    return this.#transferer.bridge === this.#first;
  }

  /** The transferer leaves; the target takes their place with the transferee (11). */
  #complete(local: LocalChannel): void {
    const [exchange, transferer, transferee] = [this.#exchange, this.#transferer, this.#transferee];
    const { one } = local;
    const [first, second] = [this.#first, one.bridge];
    if (second === undefined) return;
    exchange.leave(transferer);
    exchange.stopMusic(one);
    exchange.tell('BridgeMerge', [...bridgeFields(first, 'To'), ...bridgeFields(second, 'From')]);
    exchange.leave(one);
    exchange.enter(first, one);
    exchange.stopMusic(transferee);
    exchange.setConnected(one, transferee.caller);
    exchange.setConnected(transferee, one.caller);
    const called = calledBy(local);
    if (called !== undefined) exchange.setConnected(called, transferee.caller);
    exchange.tell('AttendedTransfer', [
      ['Result', 'Success'],
      ...channelFields(transferer, 'OrigTransferer'),
      ...bridgeFields(first, 'Orig'),
      ...channelFields(transferer, 'SecondTransferer'),
      ...bridgeFields(second, 'Second'),
      ...channelFields(transferee, 'Transferee'),
      ...channelFields(one, 'TransferTarget'),
      ['IsExternal', 'No'],
      ['DestType', 'Bridge'],
      ['DestBridgeUniqueid', first.uniqueid],
    ]);
    exchange.destroyIfEmpty(second);
    Conversation.resume(exchange, first);
    this.#optimizeSoon(local);
  }

  #optimizeSoon(local: LocalChannel): void {
    const [exchange, { one, two }] = [this.#exchange, local];
    exchange.plan(one, optimizeAfterMs, () => {
      const target = two.bridge?.partnerOf(two);
      const { bridge } = one;
      if (bridge === undefined || target === undefined || !(two.occupation instanceof Conversation)) return;
      optimizeAway(exchange, local, target);
      Conversation.resume(exchange, bridge);
      exchange.end(one);
    });
  }

  #targetGone(one: Channel, cause: Cause): void {
    this.#giveBack(one);
    one.occupation = undefined;
    this.#exchange.end(one, cause);
    this.#exchange.setConnected(this.#transferer, this.#transferee.caller);
  }

  /** Without the target the transferer is back with the transferee. */
  #giveBack(one: Channel): void {
    const isLast = this.#isWithFirst;
    this.#exchange.stopMusic(one);
    this.#leaveSecond(one);
    this.#takeBack();
    if (this.#second !== undefined && !isLast) this.#exchange.destroyIfEmpty(this.#second);
  }

  /** The transferer talks to the transferee again, or still, when they have changed to them. */
  #takeBack(): void {
    const [exchange, transferer, transferee] = [this.#exchange, this.#transferer, this.#transferee];
    if (!this.#isWithFirst) {
      exchange.leave(transferer);
      exchange.enter(this.#first, transferer);
    }
    if (transferee.hearsMusic) {
      exchange.stopMusic(transferee);
      exchange.tell('Unhold', channelFields(transferer));
    }
    Conversation.resume(exchange, this.#first);
  }

  #transfereeGone(cause: Cause): void {
    const one = this.#local?.one;
    const fails = this.#isWithFirst && one !== undefined;
    this.#leaveFirst(this.#transferee);
    this.#exchange.end(this.#transferee, cause);
    if (fails) this.#fail(one);
    else this.#goOnAlone();
  }

  /** Talked to when they go, the transferee takes everybody with them: so it is in `bridge_basic.c`, and so it was recorded. */
  #fail(one: Channel): void {
    const [exchange, transferer, first, second] = [this.#exchange, this.#transferer, this.#first, one.bridge];
    if (second === undefined) return;
    exchange.tell('AttendedTransfer', [
      ['Result', 'Fail'],
      ...channelFields(transferer, 'OrigTransferer'),
      ...bridgeFields(first, 'Orig'),
      ...channelFields(transferer, 'SecondTransferer'),
      ...bridgeFields(second, 'Second'),
      ['IsExternal', 'No'],
      ['DestType', 'Fail'],
    ]);
    exchange.stopMusic(one);
    this.#leaveSecond(one);
    one.occupation = undefined;
    exchange.end(one);
    this.#leaveFirst(transferer);
    transferer.occupation = undefined;
    exchange.end(transferer);
  }

  /** The transferee is gone: what is left is a call of two, or nothing. */
  #goOnAlone(): void {
    const local = this.#local;
    if (local?.one.alive === true && this.#second !== undefined) {
      Conversation.resume(this.#exchange, this.#second);
      this.#optimizeSoon(local);
    } else if (this.#transferer.alive) {
      this.#leaveFirst(this.#transferer);
      this.#exchange.end(this.#transferer);
    }
  }

  /** The transferer hangs up before the target was called. */
  #abandon(cause: Cause): void {
    const conversation = Conversation.resume(this.#exchange, this.#first);
    this.#exchange.tell('Unhold', channelFields(this.#transferer));
    conversation.hungUp(this.#transferer, cause, 'manager');
  }

  #leaveFirst(channel: Channel): void {
    this.#exchange.stopMusic(channel);
    this.#exchange.leave(channel);
    this.#exchange.destroyIfEmpty(this.#first);
  }

  #leaveSecond(channel: Channel): void {
    const { bridge } = channel;
    this.#exchange.leave(channel);
    if (bridge !== undefined) this.#exchange.destroyIfEmpty(bridge);
  }

  /** With Dest fields alone: it is the transfer that calls the Local channel, and it is no channel. */
  #tellDial(one: Channel, name: string, status: string): void {
    this.#exchange.tell(name, [...channelFields(one, 'Dest'), ['DialStatus', status]]);
  }
}

/** The phone at the far end of a Local channel: rung, or talked to. */
function calledBy({ two }: LocalChannel): Channel | undefined {
  return two.occupation instanceof Dial ? two.occupation.called : two.bridge?.partnerOf(two);
}
