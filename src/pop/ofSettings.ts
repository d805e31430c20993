import { type AddressReading, readAddress } from './address.ts';
import { isFact } from './facts.ts';
import type { PopChoice } from './rule.ts';

export interface AddressSettings {
  readonly popUrl: string;
  readonly popSchemes: readonly string[];
  readonly packetInfoConfig: readonly string[];
}

/** The template that the settings have, read with what else they say; undefined: there is none. */
export function popAddress({
  popUrl,
  popSchemes,
  packetInfoConfig,
}: AddressSettings): AddressReading | undefined {
  const text = popUrl.trim();
  if (text === '') return undefined;
  return readAddress(text, { schemes: popSchemes, isKnown: (name) => isFact(name, packetInfoConfig) });
}

/** Whether the agent can open a call's page: it is decided before each call, not by it. `faulty`: the address cannot be used. */
export function popButton(
  settings: AddressSettings & { readonly popWhen: PopChoice },
): 'none' | 'faulty' | 'ready' {
  const address = popAddress(settings);
  if (address === undefined || settings.popWhen === 'never') return 'none';
  return address.ok ? 'ready' : 'faulty';
}
