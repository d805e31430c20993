/** Somebody in the directory who may be the other party. */
export interface ContactMatch {
  /** Which one it is: a source of the settings, and the contact's id there. */
  readonly source: string;
  readonly id: string;
  readonly name: string;
  readonly organisation?: string;
}

/** What the directory says of a call's other party; `Call.name` is the contact's where there is one. */
export interface CallParty {
  /** Who it is: the only match, or the one that the agent has chosen. */
  readonly contact?: ContactMatch;
  /** Two or more who have this number: the agent may say which. */
  readonly matches?: readonly ContactMatch[];
  /** The name that the PBX gives, where the directory has another. */
  readonly pbxName?: string;
}
