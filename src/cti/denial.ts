/** Why a command would not work now. Stable codes; their words are in the catalogue. */
export type DenialCode =
  | 'notConnected'
  | 'checkingCall'
  | 'commandInProgress'
  | 'tooManyCalls'
  | 'phoneNotRegistered'
  | 'answerOnPhone'
  | 'resumeOnPhone'
  | 'notYetAnswered'
  | 'rightMissing'
  | 'parkingNotFound'
  | 'replayOnly';
