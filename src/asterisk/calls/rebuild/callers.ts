import type { ChannelSnapshot } from '../../dialect/snapshot.ts';
import type { AsteriskChannel } from '../../pbx/channel.ts';
import type { AsteriskChannels } from '../../pbx/channels.ts';

/** Applications that call somebody. What they call stands in their argument, but for a queue, whose members do not. */
const callingApplications: ReadonlySet<string> = new Set(['Dial', 'RetryDial', 'FollowMe', 'Page', 'Queue']);

/** A channel is never called by itself or by its other half: as many of a list are looked at as leave two others. */
const lookedAt = 4;
/** Device names have one slash, a few technologies two. */
const slashesMax = 4;

export function isCalling({ application }: ChannelSnapshot): boolean {
  return application !== undefined && callingApplications.has(application);
}

/** Who calls whom, as far as a snapshot shows it. Each channel is looked at once, however many there are. */
export class Callers {
  readonly #channels: AsteriskChannels;
  /** Those that call somebody, by what belongs together; queues; and by what belongs together and the device that they name. */
  readonly #calling = new Map<string, AsteriskChannel[]>();
  readonly #queues = new Map<string, AsteriskChannel[]>();
  readonly #naming = new Map<string, AsteriskChannel[]>();
  /** AMI 1.x: those that were not called, by their own number. */
  readonly #byNumber = new Map<string, AsteriskChannel[]>();

  constructor(channels: AsteriskChannels, found: ReadonlyMap<string, ChannelSnapshot>) {
    this.#channels = channels;
    for (const channel of channels.all()) {
      if (!channel.called && !channel.isLocal) add(this.#byNumber, channel.callerNumber, channel);
      const item = found.get(channel.uniqueId);
      const { linkedId } = channel;
      if (item === undefined || linkedId === undefined || !isCalling(item)) continue;
      add(this.#calling, linkedId, channel);
      if (channel.queue !== undefined) add(this.#queues, linkedId, channel);
      for (const device of devicesNamed(item)) add(this.#naming, keyOf(linkedId, device), channel);
    }
  }

  of(called: AsteriskChannel): AsteriskChannel | undefined {
    const half = this.#channels.otherHalf(called);
    const others = (channels: readonly AsteriskChannel[] = []): readonly AsteriskChannel[] =>
      channels.slice(0, lookedAt).filter((channel) => channel !== called && channel !== half);
    const { linkedId, connectedNumber } = called;
    // AMI 1.x tells neither applications nor what belongs together; but the connected line of every leg is its caller.
    if (linkedId === undefined) {
      return connectedNumber === '' ? undefined : only(others(this.#byNumber.get(connectedNumber)));
    }
    const [naming] = others(this.#naming.get(keyOf(linkedId, called.device)));
    return naming ?? only(others(this.#queues.get(linkedId))) ?? only(others(this.#calling.get(linkedId)));
  }
}

/** The first argument of what the dial plan executes. */
export function argumentOf({ data = '' }: ChannelSnapshot): string {
  return data.split(',', 1)[0] ?? '';
}

/** `PJSIP/101&PJSIP/555@trunk,30,tT` calls `PJSIP/101` and `PJSIP/trunk`; `Local/101@ctx/n` calls `Local/101@ctx`. */
function devicesNamed(item: ChannelSnapshot): ReadonlySet<string> {
  const devices = new Set<string>();
  if (item.application === 'Queue') return devices;
  for (const target of argumentOf(item).split('&')) {
    const parts = target.split('/', slashesMax);
    const [technology = '', resource = ''] = parts;
    devices.add(target).add(`${technology}/${resource.slice(resource.lastIndexOf('@') + 1)}`);
    for (let count = 1; count < parts.length; count++) devices.add(parts.slice(0, count).join('/'));
  }
  return devices;
}

function keyOf(linkedId: string, device: string): string {
  return `${linkedId}\n${device}`;
}

function only(channels: readonly AsteriskChannel[]): AsteriskChannel | undefined {
  return channels.length === 1 ? channels[0] : undefined;
}

function add<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}
