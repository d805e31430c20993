/** The protocol's numbers of the events that we send. */
export const eventType = {
  libraryLoaded: 1,
  connectionCreated: 2,
  error: 3,
  commandResult: 4,
  RingStarted: 5,
  RingFinished: 6,
  CommutationStarted: 7,
  PutHoldAction: 8,
  EndHoldAction: 9,
  activeCalls: 10,
  lineState: 11,
  agentState: 12,
  AbonentBusy: 13,
  disconnected: 14,
  CallInfoChanged: 17,
  dtmfEntered: 18,
} as const;

/** The protocol's kinds of errors. 2 and 5 make a page connect anew, so they are sent when it should. */
export const errorType = {
  general: 0,
  libraryLoad: 1,
  connection: 2,
  command: 3,
  notSupported: 4,
  callCentre: 5,
  authentication: 6,
} as const;

export type ErrorType = (typeof errorType)[keyof typeof errorType];

/** What goes to a page: one JSON text frame. */
export interface EventFrame {
  readonly connectionUId: string;
  readonly commandUId: string;
  readonly eventType: number;
  /** JSON inside the JSON, but for events 1 and 4. */
  readonly content: string;
  readonly contentType: string;
  readonly privateData: string;
}
