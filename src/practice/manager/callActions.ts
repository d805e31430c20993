import { AttendedTransfer } from '../calls/attendedTransfer.ts';
import { Conversation } from '../calls/conversation.ts';
import type { Channel } from '../exchange/channel.ts';
import { type Field, bridgeFields, channelFields } from '../exchange/packets.ts';
import type { Pbx } from '../calls/pbx.ts';
import type { Action } from './action.ts';
import { type Reply, answer, error, success } from './reply.ts';
import type { Request } from './request.ts';

/** Actions that do something to calls that stand. */
export const callActions: readonly Action[] = [
  { name: 'Hangup', about: 'Hangup channel.  (Priv: system,call,all)', run: hangup },
  { name: 'Park', about: 'Park a channel.  (Priv: call,all)', run: park },
  { name: 'Redirect', about: 'Redirect (transfer) a call.  (Priv: call,all)', run: redirect },
  { name: 'Bridge', about: 'Bridge two channels already in the PBX.  (Priv: call,all)', run: bridge },
  {
    name: 'BlindTransfer',
    about: 'Blind transfer channel(s) to the given destination  (Priv: call,all)',
    run: blindTransfer,
  },
  { name: 'PlayDTMF', about: 'Play DTMF signal on a specific channel.  (Priv: call,all)', run: playDtmf },
  { name: 'MuteAudio', about: 'Mute an audio stream.  (Priv: system,all)', run: muteAudio },
];

function hangup(request: Request, { exchange }: Pbx): Reply {
  const name = request.get('Channel');
  if (name === '') return error('No channel specified');
  const channel = exchange.find(name);
  if (channel === undefined) return error('No such channel');
  const asked = Number(request.get('Cause') || '16');
  const cause = Number.isInteger(asked) && asked >= 0 && asked <= 127 ? asked : 16;
  return success('Channel Hungup', () => exchange.hangup(channel, { cause }, 'manager'));
}

/**
 * Parks a channel; its partner's call is over then. The message has the stray line end that Asterisk 16 and 22 send.
 * AnnounceChannel is not needed, and not obeyed.
 */
function park(request: Request, { exchange, dialplan, agent }: Pbx): Reply {
  const name = request.get('Channel');
  if (name === '') return error('Channel not specified');
  const channel = exchange.find(name);
  if (channel === undefined) return error(`Channel does not exist: ${name}`);
  const timeoutMs = Number(request.get('Timeout') || '45000');
  if (!Number.isInteger(timeoutMs) || timeoutMs < 1000) return error('Invalid Timeout value.');
  if (channel.state !== 'Up') return error('Park failed');
  return success('Park successful\n', () => dialplan.parkingLot.park(channel, agent.device, timeoutMs));
}

/** Asterisk does not look whether the target exists: a channel that is sent nowhere is cut off (17c). */
function redirect(request: Request, { exchange, dialplan }: Pbx): Reply {
  const name = request.get('Channel');
  if (name === '') return error('Channel not specified');
  if (request.get('Context') === '') return error('Context not specified');
  if (request.get('Exten') === '') return error('Exten not specified');
  if (request.get('Priority') === '') return error('Priority not specified');
  const channel = exchange.find(name);
  if (channel === undefined) return error(`Channel does not exist: ${name}`);
  const extraName = request.get('ExtraChannel');
  const extra = extraName === '' ? undefined : exchange.find(extraName);
  if (extraName !== '' && extra === undefined) return error(`Channel does not exist: ${extraName}`);

  const moves = [{ channel, context: request.get('Context'), exten: request.get('Exten') }];
  if (extra !== undefined) {
    const context = request.get('ExtraContext') || request.get('Context');
    moves.push({ channel: extra, context, exten: request.get('ExtraExten') || request.get('Exten') });
  }
  if (moves.some((move) => move.channel.state !== 'Up')) return error('Redirect failed');
  return success(extra === undefined ? 'Redirect successful' : 'Dual Redirect successful', () => {
    const released = moves.filter((move) => release(move.channel, move.context, move.exten));
    for (const move of released) dialplan.run(move.channel, move.context, move.exten);
  });
}

/** Takes a channel out of what it is in. It tells its new place already when it leaves (10, 10b). */
function release(channel: Channel, context: string, exten: string): boolean {
  channel.context = context;
  channel.exten = exten;
  channel.priority = 1;
  return channel.occupation?.release(channel) ?? false;
}

/** Joins two channels, whatever they were in; those whom they talked to are cut off. */
function bridge(request: Request, { exchange }: Pbx): Reply {
  const found: Channel[] = [];
  for (const key of ['Channel1', 'Channel2']) {
    const channel = exchange.find(request.get(key));
    if (channel === undefined) return error(`${key} does not exist: ${request.get(key)}`);
    found.push(channel);
  }
  const [first, second] = found;
  if (first === undefined || second === undefined) return error('Channel1 not specified');
  // It takes no one out of a conference (measured on 16 and 22).
  for (const [index, channel] of found.entries()) {
    if (channel.bridge?.type === 'base')
      return error(`Unable to add Channel${String(index + 1)} to bridge: ${channel.name}`);
  }
  const isPossible =
    first !== second &&
    found.every((channel) => channel.state === 'Up') &&
    (first.bridge === undefined || first.bridge !== second.bridge);
  if (!isPossible) {
    // The first one is on its way into the new bridge by then, and its call is torn apart.
    return {
      ...error(`Unable to add Channel2 to bridge: ${second.name}`),
      then: () => {
        if (first.occupation?.release(first) === true) exchange.end(first);
      },
    };
  }
  return success('Channels have been bridged', () => {
    Conversation.begin(exchange, first, second);
    exchange.setConnected(second, first.caller);
    exchange.setConnected(first, second.caller);
  });
}

/**
 * The channel's partner goes to an extension, and the channel's own call is over. Asterisk 22 does not look whether the extension
 * exists: who is sent nowhere is cut off.
 */
function blindTransfer(request: Request, { exchange, dialplan }: Pbx): Reply {
  if (request.get('Channel') === '') return error('No channel specified');
  const exten = request.get('Exten');
  if (exten === '') return error('No extension specified');
  const channel = exchange.find(request.get('Channel'));
  if (channel === undefined) return error('Channel specified does not exist');
  const context = request.get('Context') || channel.context;
  const transferee = channel.bridge?.partnerOf(channel);
  if (transferee === undefined || channel.bridge === undefined) return error('Transfer failed');
  const told: Field[] = [
    ['Result', 'Success'],
    ...channelFields(channel, 'Transferer'),
    ...channelFields(transferee, 'Transferee'),
    ...bridgeFields(channel.bridge),
    ['IsExternal', 'Yes'],
    ['Context', context],
    ['Extension', exten],
  ];
  return success('Transfer succeeded', () => {
    // A stray Unhold precedes every transfer, held or not (10b).
    exchange.tell('Unhold', channelFields(channel));
    exchange.tell('BlindTransfer', told);
    channel.occupation?.release(channel);
    release(transferee, context, exten);
    exchange.end(channel);
    dialplan.run(transferee, context, exten);
  });
}

/** Digits are said to the party at the channel, or, with `Receive`, taken as if that party had pressed them. */
function playDtmf(request: Request, { exchange }: Pbx): Reply {
  const channel = exchange.find(request.get('Channel'));
  if (channel === undefined) return error('Channel not found');
  const digit = request.get('Digit');
  if (digit === '') return error('No digit specified');
  const isReceived = /^(true|yes|on|1|y|t)$/i.test(request.get('Receive'));
  return success('DTMF successfully queued', () => {
    const { occupation } = channel;
    if (!isReceived) channel.heeds?.(digit);
    else if (occupation instanceof AttendedTransfer) occupation.pressed(digit);
    else if (channel.bridge === undefined) channel.asks?.(digit);
    else channel.bridge.partnerOf(channel)?.heeds?.(digit);
  });
}

/** There is no sound here to be muted; the answers are those of `res_mutestream.c`, whose success has no message. */
function muteAudio(request: Request, { exchange }: Pbx): Reply {
  const name = request.get('Channel');
  if (name === '') return error('Channel not specified');
  if (request.get('State') === '') return error('State not specified');
  if (request.get('Direction') === '') return error('Direction not specified');
  if (exchange.find(name) === undefined) return error('No such channel');
  return /^(in|out|all)$/i.test(request.get('Direction')) ? answer() : error('Failed to mute/unmute stream');
}
