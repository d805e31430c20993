import type { Call } from '../../src/cti/call.ts';

/** A consultation and the call that it is for. */
export interface Consultation {
  readonly main: Call;
  readonly asked: Call;
}

/** The consultation that a call belongs to, on either side of it. */
export function consultationOf(call: Call, calls: readonly Call[]): Consultation | undefined {
  const main = calls.find(({ id }) => id === call.consultFor);
  if (main !== undefined) return { main, asked: call };
  const asked = calls.find(({ consultFor }) => consultFor === call.id);
  return asked === undefined ? undefined : { main: call, asked };
}

/** The calls that stand, in order of arrival; those of one conference together, where its first one stands. */
export function groupsOf(calls: readonly Call[]): readonly (readonly Call[])[] {
  return calls
    .map((call) => partiesWith(call, calls))
    .filter((parties, index) => parties[0]?.id === calls[index]?.id);
}

/** A call with those that are in one conference with it. */
export function partiesWith(call: Call, calls: readonly Call[]): readonly Call[] {
  if (call.conference === undefined) return [call];
  return calls.filter(({ conference }) => conference === call.conference);
}
