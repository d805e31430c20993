import type { LineCommandType } from '../../src/cti/command.ts';
import { type Features, can } from '../../src/cti/features.ts';
import { t } from '../parts/words.ts';

/** A command that is neither possible nor denied is not there at all: this phone system or account knows nothing of it. */
export function isOffered(features: Features, command: LineCommandType): boolean {
  return can(features, command) || features.denied[command] !== undefined;
}

/** Why a command cannot be given now, in words; nothing where it can. */
export function reasonFor(features: Features, command: LineCommandType): string | undefined {
  const code = features.denied[command];
  return can(features, command) || code === undefined ? undefined : t(`refusal.${code}`);
}
