/** The agent's phone, as the dial plan dials it. */
export interface Agent {
  readonly extension: string;
  readonly device: string;
  readonly name: string;
}
