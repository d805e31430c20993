import type { Channel } from '../exchange/channel.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { channelFields } from '../exchange/packets.ts';

/** The two halves of a Local channel: what comes into one goes out of the other. */
export interface LocalChannel {
  readonly one: Channel;
  readonly two: Channel;
}

/** `manager_bridges.c`, ast_local_bridge: the halves are connected. */
export function tellLocalBridge(exchange: Exchange, { one, two }: LocalChannel, optimizes: boolean): void {
  exchange.tell('LocalBridge', [
    ...channelFields(one, 'LocalOne'),
    ...channelFields(two, 'LocalTwo'),
    ['Context', one.context],
    ['Exten', one.exten],
    ['LocalOptimization', optimizes ? 'Yes' : 'No'],
  ]);
}

/** The called phone rings: the first half does so as well, and takes over who it is. */
export function ringThrough(exchange: Exchange, { one, two }: LocalChannel): void {
  one.caller = two.connected;
  exchange.setState(one, 'Ringing');
  exchange.tellCaller(one);
}

/**
 * Leaves the Local channel out, since both its halves do nothing but hand on: `target`, who talks to its second half, takes the
 * place of its first (`core_local.c` with `LocalOptimization: Yes`).
 */
export function optimizeAway(exchange: Exchange, local: LocalChannel, target: Channel): void {
  const { one, two } = local;
  const { bridge } = one;
  const other = bridge?.partnerOf(one);
  if (bridge === undefined || other === undefined) return;
  exchange.tell('LocalOptimizationBegin', [
    ...channelFields(one, 'LocalOne'),
    ...channelFields(two, 'LocalTwo'),
    ...channelFields(target, 'Source'),
    ['DestUniqueId', two.uniqueid],
    ['Id', '0'],
  ]);
  exchange.leave(target);
  exchange.leave(one);
  exchange.enter(bridge, target, one);
  exchange.setCaller(two, other.caller);
  exchange.tell('LocalOptimizationEnd', [
    ...channelFields(one, 'LocalOne'),
    ...channelFields(two, 'LocalTwo'),
    ['Success', 'No'],
    ['Id', '0'],
  ]);
  one.occupation = undefined;
}
