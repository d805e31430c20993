import type { Agent } from '../../cti/agent.ts';
import { type CommandResult, type CtiCommand, done, refused } from '../../cti/command.ts';
import type { LineOptions } from '../options/lineOptions.ts';
import type { DeskLink } from './deskConnection.ts';
import { type Cover, coverReasons, type PauseCover } from './pauseCover.ts';
import type { Membership, QueueBoard } from './queueBoard.ts';
import type { QueueOrders } from './queueOrders.ts';

export type QueueCommand = Extract<CtiCommand, { readonly type: 'SetAgentState' | 'SetQueueLogin' }>;

/** What the commands work on. */
export interface QueueDesk {
  readonly line: LineOptions;
  /** The member that the agent logs in as, where the settings give one. */
  readonly interface: string | undefined;
  readonly board: QueueBoard;
  readonly orders: QueueOrders;
  readonly held: PauseCover;
  readonly cover: () => Cover | undefined;
  readonly choice: () => { readonly chosen: Agent['chosen']; readonly reason: string };
  readonly endWork: () => void;
  /** What is held has changed, and must be known again after a crash. */
  readonly keep: () => void;
}

/** Which of the queue commands make sense and may be sent. */
export function queueAbilities(
  { board }: QueueDesk,
  link: DeskLink,
): { readonly pause: boolean; readonly login: boolean; readonly isLoggedIn: boolean } {
  const { memberships, queues } = board;
  const mayEnter = link.may('QueueAdd') && queues.some(({ loggedIn }) => !loggedIn);
  const mayLeave = link.may('QueueRemove') && memberships.some(({ dynamic }) => dynamic);
  return {
    pause: link.may('QueuePause'),
    login: mayEnter || mayLeave,
    isLoggedIn: memberships.length > 0,
  };
}

/** Carries a command out on all of the agent's queues, or on the one named. Never rejects. */
export function runQueueCommand(
  desk: QueueDesk,
  link: DeskLink,
  command: QueueCommand,
): Promise<CommandResult> {
  const { queue } = command;
  if (queue !== undefined && !desk.board.isShown(queue)) return Promise.resolve(refused('unknownQueue'));
  const targets = queue === undefined ? desk.board.memberships : desk.board.membershipsIn(queue);
  if (command.type === 'SetQueueLogin') {
    return command.loggedIn ? logIn(desk, link, queue) : logOut(desk, link, targets);
  }
  if (targets.length === 0) return Promise.resolve(refused('noQueues'));
  if (!link.may('QueuePause')) return Promise.resolve(refused('rightMissing'));
  if (command.state === 'notReady') return setNotReady(desk, link, targets, command.reason ?? '');
  if (queue === undefined) desk.endWork();
  return desk.cover() === 'call' ? readyAfterCall(desk, link, targets) : readyNow(desk, link, targets);
}

/** The pause becomes the agent's own, also where the panel had one: only they will end it. */
function setNotReady(
  { orders, held, keep }: QueueDesk,
  link: DeskLink,
  targets: readonly Membership[],
  reason: string,
): Promise<CommandResult> {
  const orderOne = async (target: Membership): Promise<CommandResult> => {
    const wasCovered = held.covers(target);
    held.yield(target.queue);
    keep();
    const result = await orders.pause(link.send, target, reason);
    if (result.status !== 'done' && wasCovered) held.claim(target.queue);
    return result;
  };
  return sum(targets.map(orderOne));
}

function readyNow(
  { orders, held, cover }: QueueDesk,
  link: DeskLink,
  targets: readonly Membership[],
): Promise<CommandResult> {
  const orderOne = async (target: Membership): Promise<CommandResult> => {
    const result = await orders.unpause(link.send, target);
    if (result.status !== 'done') return result;
    if (cover() === undefined) held.yield(target.queue);
    else held.letBe(target.queue);
    return result;
  };
  return sum(targets.filter(({ paused }) => paused).map(orderOne));
}

/** Ready once the call is over: the pause becomes the panel's, which ends it then. */
function readyAfterCall(
  { orders, held, keep }: QueueDesk,
  link: DeskLink,
  targets: readonly Membership[],
): Promise<CommandResult> {
  const orderOne = (target: Membership): Promise<CommandResult> => {
    held.claim(target.queue);
    keep();
    return orders.pause(link.send, target, coverReasons.call);
  };
  return sum(targets.filter((target) => target.paused && !held.covers(target)).map(orderOne));
}

/** As the agent is in the other queues, so in the new one. */
function logIn(desk: QueueDesk, link: DeskLink, queue: string | undefined): Promise<CommandResult> {
  const { line, board, orders, held, keep, interface: name } = desk;
  const named = queue === undefined ? (line.queues?.names ?? []) : [queue];
  if (named.length === 0 || name === undefined) return Promise.resolve(refused('noQueues'));
  if (!link.may('QueueAdd')) return Promise.resolve(refused('rightMissing'));
  const { chosen, reason } = desk.choice();
  const cover = desk.cover();
  const why = chosen === 'notReady' ? reason : cover && coverReasons[cover];
  const paused = why !== undefined && link.may('QueuePause');
  const orderOne = async (one: string): Promise<CommandResult> => {
    if (paused && chosen === 'ready') {
      held.claim(one);
      keep();
    }
    const stateInterface = line.device;
    const member = { queue: one, interface: name, stateInterface, name: line.agentName, paused };
    const added = await orders.add(link.send, member);
    if (added.status !== 'done' || !paused) return added;
    // QueueAdd has no field for the reason.
    return orders.pause(link.send, { ...member, dynamic: true, reason: '' }, why);
  };
  return sum(named.filter((one) => board.membershipsIn(one).length === 0).map(orderOne));
}

function logOut(
  { orders, held }: QueueDesk,
  link: DeskLink,
  targets: readonly Membership[],
): Promise<CommandResult> {
  if (targets.length === 0) return Promise.resolve(done);
  const dynamic = targets.filter((target) => target.dynamic);
  if (dynamic.length === 0) return Promise.resolve(refused('queueFixed'));
  if (!link.may('QueueRemove')) return Promise.resolve(refused('rightMissing'));
  const orderOne = async (target: Membership): Promise<CommandResult> => {
    const result = await orders.remove(link.send, target);
    if (result.status === 'done') held.yield(target.queue);
    return result;
  };
  return sum(dynamic.map(orderOne));
}

/** Done when all are; otherwise the first that is not. */
async function sum(results: readonly Promise<CommandResult>[]): Promise<CommandResult> {
  const all = await Promise.all(results);
  return all.find(({ status }) => status !== 'done') ?? done;
}
