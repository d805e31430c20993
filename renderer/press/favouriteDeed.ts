import type { RingingColleague } from '../../src/cti/agent.ts';
import type { Call } from '../../src/cti/call.ts';
import { can } from '../../src/cti/features.ts';
import type { Line } from '../../src/cti/line.ts';
import { type Meaning, partyIn } from '../../src/cti/pressGuard.ts';
import type { ShownFavourite } from '../../src/ipc/favourites.ts';
import { meaningOfDialling } from './meaning.ts';

/** What a press on a favourite does now. */
export type FavouriteDeed =
  /** Takes the call that rings there. */
  | { readonly kind: 'pickUp'; readonly ringing: RingingColleague }
  /** They are on the line already: shows that call. */
  | { readonly kind: 'show'; readonly call: Call }
  /** Asks them about the call in focus, or, where that is not possible, gives it to them. */
  | { readonly kind: 'MakeConsultCall' | 'BlindTransferCall'; readonly call: Call }
  | { readonly kind: 'call' };

/** The likeliest: a call that rings does not wait, and in a call a colleague is wanted for its sake. */
export function favouriteDeed(
  { number, extension }: ShownFavourite,
  line: Pick<Line, 'calls' | 'features' | 'ringingColleagues'>,
  focused: Call | undefined,
): FavouriteDeed {
  // A withheld number is no one's, and neither is an extension that is not known.
  const isTheirs = (one: string): boolean => one !== '' && (one === number || one === extension);
  const ringing = line.ringingColleagues.find((one) => one.extension === extension && isTheirs(extension));
  if (ringing !== undefined && can(line.features, 'PickUpRingingCall')) return { kind: 'pickUp', ringing };
  const standing = line.calls.find((call) => isTheirs(call.number));
  if (standing !== undefined) return { kind: 'show', call: standing };
  const kind = waysFor(focused)[0];
  return kind === undefined || focused === undefined ? { kind: 'call' } : { kind, call: focused };
}

/** How a call can be brought to somebody now. */
export function waysFor(call: Call | undefined): readonly ('MakeConsultCall' | 'BlindTransferCall')[] {
  if (call === undefined) return [];
  return (['MakeConsultCall', 'BlindTransferCall'] as const).filter((way) => can(call.features, way));
}

/** Who hears of the press: the guard goes by it. */
export function meaningOfFavourite({ number }: ShownFavourite, deed: FavouriteDeed): Meaning {
  switch (deed.kind) {
    case 'pickUp':
      return { does: 'take', reaches: [{ id: deed.ringing.id }] };
    case 'show':
      return { does: 'show', reaches: [] };
    case 'call':
      return meaningOfDialling(number);
    default:
      return { does: deed.kind, reaches: [partyIn(deed.call), { id: `number ${number}` }] };
  }
}
