import type { AmiAction } from '../../ami/wire/action.ts';
import type { AmiPacket } from '../../ami/wire/packet.ts';

type Send = (action: AmiAction) => Promise<AmiPacket>;

/** Context of the dial-plan lines that come with Offhook (`assets/asterisk/offhook.conf`), where the settings name no other. */
const usualContext = 'offhook';

export function snippetContext(options: { readonly controls?: { readonly context: string } }): string {
  return options.controls?.context ?? usualContext;
}

/** Which of those lines this PBX has. */
export interface DialPlanLines {
  /** `hold` and `silence`. */
  readonly hold: boolean;
  /** `conference-` with a number. */
  readonly conference: boolean;
}

export const noLines: DialPlanLines = { hold: false, conference: false };

export async function findLines(send: Send, context: string): Promise<DialPlanLines> {
  const [hold, silence, conference] = await Promise.all(
    ['hold', 'silence', 'conference-10'].map((exten) => extensionExists(send, context, exten)),
  );
  return { hold: hold === true && silence === true, conference: conference === true };
}

/**
 * Whether the dial plan has that extension: a transfer to one that it has not cuts the customer off.
 * @returns `undefined` where the PBX does not let that be asked
 */
export async function extensionExists(
  send: Send,
  context: string,
  exten: string,
): Promise<boolean | undefined> {
  const variable = `DIALPLAN_EXISTS(${context},${exten},1)`;
  try {
    const value = (await send({ name: 'Getvar', fields: [['Variable', variable]] })).get('Value') ?? '';
    // A PBX without func_dialplan answers with nothing.
    return value === '' ? undefined : value !== '0';
  } catch {
    return undefined;
  }
}
