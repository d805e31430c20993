import { internalContext } from '../calls/contexts.ts';
import { type Goal, Originate, type OriginateOrder } from '../calls/originate.ts';
import type { Party } from '../exchange/channel.ts';
import type { Field } from '../exchange/packets.ts';
import type { Pbx } from '../calls/pbx.ts';
import type { Action } from './action.ts';
import { type Reply, error, success } from './reply.ts';
import type { Request } from './request.ts';

/** `manager.c`: how long the first leg rings when the action does not say. */
const defaultTimeoutMs = 30_000;

/** Headers by which phones are asked to lift by themselves; the practice phone obeys each of them. */
const autoAnswerHeaders = /answer-after=0|alert-autoanswer|Answer-Mode[):=\s]*Auto/i;

export const originateActions: readonly Action[] = [
  { name: 'Originate', about: 'Originate a call.  (Priv: originate,all)', run: originate },
];

/**
 * As Asterisk does it with `Async: true`, whatever the action says: a synchronous one would hold back every event of the
 * session until the phone is answered, which does not help.
 */
function originate(request: Request, { exchange, dialplan, agent }: Pbx): Reply {
  const channel = request.get('Channel');
  const application = request.get('Application');
  const context = request.get('Context');
  const exten = request.get('Exten');
  if (channel === '') return error('Channel not specified');
  if (application === '' && (context === '' || exten === '' || request.get('Priority') === ''))
    return error("Originate with 'Exten' requires 'Context' and 'Priority'");
  const priority = Number(request.get('Priority') || '1');
  if (!Number.isInteger(priority) || priority < 1) return error('Invalid priority');
  const timeoutMs = Number(request.get('Timeout') || defaultTimeoutMs);
  if (!Number.isInteger(timeoutMs)) return error('Invalid timeout');
  if (!/^[^/]+\/.+/.test(channel)) return error('Invalid channel');
  if (application === '' && !dialplan.exists(context, exten)) return error('Extension does not exist.');

  const goal: Goal =
    application === ''
      ? { kind: 'exten', context, exten, priority }
      : { kind: 'application', application, data: request.get('Data') };
  const order: OriginateOrder = {
    actionId: request.actionId,
    agent: {
      device: channel,
      party: { number: agent.extension, name: agent.name },
      context: internalContext,
    },
    callerId: parseCallerId(request.get('CallerID')),
    channelId: request.get('ChannelId') || undefined,
    goal,
    timeoutMs,
    autoAnswer: request.all('Variable').some((value) => autoAnswerHeaders.test(value)),
    variables: request.all('Variable').flatMap(parseVariables),
  };
  return success('Originate successfully queued', () => {
    if (channel.toLowerCase() !== agent.device.toLowerCase()) Originate.fail(exchange, order);
    else Originate.begin(exchange, order, (leg, where) => dialplan.proceed(leg, where));
  });
}

/** `"Name" <number>`, `Name <number>` or a bare number. */
function parseCallerId(text: string): Party | undefined {
  if (text === '') return undefined;
  const parts = /^\s*(?:"([^"]*)"|([^<]*?))\s*<([^>]*)>\s*$/.exec(text);
  if (parts === null)
    return /^[\d+*#]+$/.test(text) ? { number: text, name: '' } : { number: '', name: text };
  return { number: parts[3] ?? '', name: parts[1] ?? parts[2] ?? '' };
}

/** A value may hold several, with commas between: `a=1,b=2` (19); a comma in parentheses parts nothing. */
function parseVariables(value: string): Field[] {
  return value.split(/,(?![^(]*\))/).flatMap((one) => {
    const equals = one.indexOf('=');
    return equals > 0 ? [[one.slice(0, equals), one.slice(equals + 1)] as const] : [];
  });
}
