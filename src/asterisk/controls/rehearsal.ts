import { refused } from '../../cti/command.ts';
import { newLine } from '../../cti/line.ts';
import { AsteriskAdapter } from '../calls/adapter.ts';
import type { ChannelEvent } from '../dialect/channelEvent.ts';
import type { Dialect } from '../dialect/dialect.ts';
import type { Edges } from '../../world/edges.ts';
import type { Granted } from '../pbx/granted.ts';
import { deaf } from './control/eventWaiters.ts';
import type { LineOptions } from '../options/lineOptions.ts';
import { ableInAll, type ControlContext } from './control/control.ts';
import { callDenial, controlName } from './index.ts';

/** Names of the controls that would carry out a command; `undefined`: none would. */
interface ControlsAtHand {
  readonly answer: string | undefined;
  readonly hold: string | undefined;
  readonly transfer: string | undefined;
}

/**
 * Who would answer, hold and transfer on this line: a call is played through in an adapter of its own, and the same chains are asked
 * that will be asked for a real one. Nothing is sent.
 */
export function controlsAtHand(
  options: LineOptions,
  edges: Edges,
  dialect: Dialect,
  granted: Granted,
): ControlsAtHand {
  const { extension, device } = options;
  const adapter = new AsteriskAdapter({
    extension,
    device,
    sendRingStartedOnRingingState: false,
    newId: edges.newId,
    emit: () => undefined,
  });
  const context: ControlContext = {
    ...granted,
    options,
    edges,
    adapter,
    dialect,
    phone: ableInAll,
    atxferDoesNothing: new Set(),
    denial: (type, story) => callDenial(type, context, story),
    perform: () => Promise.resolve(refused('notConnected')),
    line: () => newLine(extension, device),
    send: () => Promise.reject(new Error('A rehearsal sends nothing.')),
    ask: () => Promise.resolve(undefined),
    listen: () => deaf,
    waitFor: () => Promise.resolve(undefined),
  };
  const hear = (...events: readonly ChannelEvent[]): void => {
    for (const event of events) adapter.handle(event, edges.clock.now());
  };
  const caller = { uniqueId: 'caller', name: 'Rehearsal/caller-1', state: 'ring' } as const;
  const phone = { uniqueId: 'phone', name: `${device}-1` } as const;
  hear(
    { type: 'created', channel: caller },
    { type: 'created', channel: { ...phone, state: 'down' } },
    { type: 'dialBegun', caller, dest: { ...phone, state: 'ringing' }, dialString: extension },
  );
  const [story] = adapter.stories();
  if (story === undefined) return { answer: undefined, hold: undefined, transfer: undefined };
  const answer = controlName('AnswerCall', context, story);
  hear(
    { type: 'bridgeEntered', bridgeId: 'rehearsal', channel: { ...phone, state: 'up' } },
    { type: 'bridgeEntered', bridgeId: 'rehearsal', channel: { ...caller, state: 'up' } },
  );
  return {
    answer,
    hold: controlName('HoldCall', context, story),
    transfer: controlName('MakeConsultCall', context, story),
  };
}
