/** What is wrong with one field of the settings form. Stable codes; their words are in the catalogue. */
export type SettingsFieldCode =
  | 'required'
  | 'tooLong'
  | 'outOfRange'
  | 'badCharacters'
  | 'notAHost'
  | 'notADevice'
  | 'notAPhoneAddress'
  | 'notAQueueMember'
  | 'badValue'
  | 'unknownField'
  | 'fileUnreadable'
  | 'notACertificate'
  | 'notAKey'
  | 'notAnOrigin'
  | 'notAPattern'
  | 'notAFavourite'
  | 'notAVersion'
  | 'notAFeed'
  | 'notASource'
  | 'notACharset'
  | 'notAPrefix'
  | 'notACountryCode'
  | 'notATemplate'
  /** The secret is kept for one host only: another host needs it typed again. */
  | 'secretNeededForNewHost'
  /** The administrator decided it. */
  | 'locked';
