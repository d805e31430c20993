import type { RefusedNumber, SeveralNumbers } from './number.ts';

/** Why a field of a command is not one number, for the author of the command: a CRM page, a script. */
export interface NumberFault {
  readonly code: 'severalNumbers' | 'invalidNumber';
  /** Offset of the fault in the field, in UTF-16 units; several numbers have none. */
  readonly at?: number;
  /** English, for the log of who wrote it: it begins with the reason, one of `noNumberCodes`. */
  readonly text: string;
}

export function faultIn(field: string, reading: SeveralNumbers | RefusedNumber): NumberFault {
  if (reading.kind === 'several') {
    const numbers = reading.numbers.map(({ number }) => number).join(', ');
    return {
      code: 'severalNumbers',
      text: `severalNumbers: ${field} holds more than one number: ${numbers}.`,
    };
  }
  const { code, at } = reading;
  if (code === 'severalNumbers')
    return { code, at, text: `${code}: ${field} holds more than one number (offset ${at}).` };
  return {
    code: 'invalidNumber',
    at,
    text: `${code}: ${field} is not a number that can be dialled (offset ${at}).`,
  };
}
