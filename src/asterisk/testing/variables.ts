import type { AmiAction } from '../../ami/wire/action.ts';
import type { AmiPacket } from '../../ami/wire/packet.ts';
import { packet } from './packets.ts';

/** A PBX of which variables and functions are read with Getvar, and nothing else. */
export class VariablesPbx {
  /** What was asked, in order. */
  readonly asked: string[] = [];
  readonly #values: Readonly<Record<string, string | Error>>;

  /** @param values by name; an Error is what the action is refused with, and what is missing has an empty value */
  constructor(values: Readonly<Record<string, string | Error>>) {
    this.#values = values;
  }

  readonly send = async ({ name, fields }: AmiAction): Promise<AmiPacket> => {
    if (name !== 'Getvar') throw new Error(`${name} is not for this PBX`);
    const of = new Map(fields.map(([field, value]) => [field, String(value)] as const));
    const channel = of.get('Channel');
    const variable = of.get('Variable') ?? '';
    this.asked.push(channel === undefined ? variable : `${channel} ${variable}`);
    const value = this.#values[variable] ?? '';
    if (value instanceof Error) return Promise.reject(value);
    return Promise.resolve(packet(`Response: Success\nVariable: ${variable}\nValue: ${value}`));
  };
}
