import type { AmiAction } from '../../ami/wire/action.ts';
import type { AmiPacket } from '../../ami/wire/packet.ts';
import type { Call } from '../../cti/call.ts';
import type { Capabilities } from './capabilities.ts';

interface Asking {
  readonly capabilities: Capabilities;
  readonly send: (action: AmiAction) => Promise<AmiPacket>;
}

/**
 * Whether the caller asked for their number not to be shown. Asterisk's events tell the number all the same (`ast_channel_snapshot`
 * takes it whatever its presentation), and the phone is not told it; so the leg is asked.
 * @param leg name of the agent's leg
 * @param asking nothing where there is no link
 * @returns `false` where the PBX does not tell. Never rejects
 */
export async function isWithheld(
  { direction, number }: Call,
  leg: string | undefined,
  asking: Asking | undefined,
): Promise<boolean> {
  if (direction !== 'incoming' || number === '' || leg === undefined) return false;
  if (asking?.capabilities.may('Getvar') !== true) return false;
  const fields = [
    ['Channel', leg],
    ['Variable', 'CONNECTEDLINE(num-pres)'],
  ] as const;
  const told = await asking.send({ name: 'Getvar', fields }).then(
    (answer) => answer.get('Value'),
    () => undefined,
  );
  // `prohib`, `prohib_not_screened`, `prohib_passed_screen`, `prohib_failed_screen` (callerid.c).
  return told?.startsWith('prohib') === true;
}
