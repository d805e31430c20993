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

/** The protocol's kinds of errors. 2 and 5 make a page connect again, so they are sent when it should. */
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

/** The protocol's states of a call. */
export const wireState = {
  none: 0,
  alerting: 1,
  connected: 2,
  held: 3,
  conferenced: 4,
  unknown: 5,
  busy: 6,
} as const;

export type WireState = (typeof wireState)[keyof typeof wireState];

/** The protocol's bit of each command that a page may offer. */
export const featureBit = {
  dial: 0x2,
  answer: 0x4,
  drop: 0x8,
  hold: 0x10,
  unhold: 0x20,
  setupTransfer: 0x40,
  completeTransfer: 0x80,
  blindTransfer: 0x100,
  consult: 0x200,
  dtmf: 0x400,
  mute: 0x1000,
  cancelTransfer: 0x2000,
} as const;

/** A call as the protocol has it. Times are ISO 8601, durations whole seconds. */
export interface WireCall {
  readonly id: string;
  readonly databaseUId: string;
  readonly userContactUId: string;
  readonly deviceId: string;
  readonly callerId: string;
  readonly calledId: string;
  readonly direction: string;
  readonly callContext: string;
  readonly callContextType: string;
  readonly state: WireState;
  readonly oldState: WireState;
  readonly stateCause: string;
  readonly redirectingId: string;
  readonly redirectionId: string;
  readonly callFeaturesSet: number;
  readonly parentCall: string | null;
  readonly startTime: string;
  readonly endTime: string | null;
  readonly connectionStartTime: string | null;
  readonly currentHoldStartTime: string | null;
  readonly currentTalkStartTime: string | null;
  readonly totalHoldDuration: number;
  readonly totalTalkDuration: number;
  readonly timeStamp: string;
  /** Who the other party is by the agent's directory and the PBX; empty texts where neither knows. */
  readonly identificationFieldsData: {
    readonly contactId: string;
    readonly name: string;
    readonly organisation: string;
  };
}

/** The protocol's port, and those that the Offhooks of other users of the same computer have. */
export const servicePorts = [2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020] as const;
