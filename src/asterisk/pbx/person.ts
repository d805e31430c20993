import type { Person } from '../../cti/people/abandoned.ts';
import { type AsteriskChannel, deviceOfChannel } from './channel.ts';

/** `SIP/101-0000000a`, `PJSIP/101` and `Local/101@from-queue` are all the phone 101 to a person. */
export function extensionOf(channelName: string): string {
  const device = deviceOfChannel(channelName);
  const name = device.slice(device.indexOf('/') + 1);
  return name.replace(/@.*$/u, '');
}

/** Whose phone it is. One that the PBX has named after no extension, a trunk for instance, is known by its number. */
export function personOf(channel: AsteriskChannel): Person {
  const { callerNumber, callerName, connectedName, name } = channel;
  const own = extensionOf(name);
  return {
    extension: /^\d+$/u.test(own) || callerNumber === '' ? own : callerNumber,
    // A phone that was called and has no name in the PBX has the one of who called it.
    name: callerName === connectedName ? '' : callerName,
  };
}
