import type { AddressFaultCode } from '../../../pop/address.ts';
import type { PopRefusal } from '../../../pop/view.ts';

/** Why the page of a call was not opened. */
const refused = {
  'pop.refused.noAddress': 'There is no address in the settings, under Screen pop.',
  'pop.refused.badAddress': 'The address in the settings, under Screen pop, cannot be used.',
  'pop.refused.unknownCall': 'Offhook no longer has the details of this call.',
  'pop.refused.tooMany': 'Too many pages at once. Try again in a few seconds.',
  'pop.refused.notOpened': 'The browser did not open. Ask your administrator for a default browser.',
} as const satisfies Record<`pop.refused.${PopRefusal}`, string>;

/** Why an address cannot be used; it stands behind the place of the fault. */
const faults = {
  'pop.fault.strayBrace': 'this brace has no partner',
  'pop.fault.unknownPlaceholder': 'Offhook does not know this placeholder',
  'pop.fault.tooLong': 'the address is too long',
  'pop.fault.badCharacter': 'spaces and invisible characters are not possible',
  'pop.fault.notAnAddress': 'this is not the beginning of an address, such as https://crm.example.com/',
  'pop.fault.schemeNotAllowed': 'only encrypted pages are allowed, with https:// in front',
  'pop.fault.credentials': 'no user name or password in the address',
  'pop.fault.placeholderInHost': 'a placeholder can only stand after the name of the server',
  'pop.fault.dotsAtPlaceholder': 'no dots right beside a placeholder between two slashes',
} as const satisfies Record<`pop.fault.${AddressFaultCode}`, string>;

export const screenPop = {
  'pop.open': 'Open in CRM',
  'pop.opening': 'Opening…',
  'pop.opened': 'Opened in the browser',
  ...refused,
  ...faults,
  'keys.openPage': 'open the caller in the CRM',

  'settings.section.pop': 'Screen pop',
  'settings.section.pop.about': 'Opens the caller’s page of your CRM in the browser.',
  'settings.popUrl': 'Address of the page',
  'settings.popUrl.hint': 'Copy it from the browser and put placeholders for what depends on the call',
  'settings.popWhen': 'Open the page',
  'settings.popWhen.never': 'Never',
  'settings.popWhen.ringing': 'When it rings',
  'settings.popWhen.answered': 'When the call is answered',
  'settings.popWhen.ended': 'When the call is over',
  'settings.popWhen.button': 'Only when I press Open in CRM',
  'settings.popDirection': 'For',
  'settings.popDirection.incoming': 'Incoming calls',
  'settings.popDirection.outgoing': 'Outgoing calls',
  'settings.popDirection.both': 'All calls',
  'settings.popQueues': 'Only for calls of these queues',
  'settings.popQueues.hint': 'None here: for all calls',
  'settings.popQueues.add': 'Add a queue to open pages for',
  'settings.pop.preview': 'Preview',
  'settings.pop.preview.none': 'Enter an address to see what will be opened.',
  'settings.pop.preview.last': 'For the last call:',
  'settings.pop.preview.example': 'For an example call:',
  'settings.pop.fault': 'Character {at}: {what}',
  'settings.pop.placeholders': 'Placeholders',
  'settings.pop.program': 'Your administrator also has this computer start a program for calls: {program}',
  'settings.pop.webhook': 'Your administrator also has this computer report calls to {server}',
  'settings.invalid.notATemplate': 'This address cannot be used; the preview shows where',
} as const;
