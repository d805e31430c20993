/** A value as it is sent: `0`, `false` and the empty text are values like any other. */
export type AmiValue = string | number | boolean;

/** What a client asks of Asterisk. `Action` and `ActionID` are not among the fields; the writer adds them. */
export interface AmiAction {
  readonly name: string;
  readonly fields: readonly (readonly [name: string, value: AmiValue])[];
}
