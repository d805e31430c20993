import fc from 'fast-check';
import { defaultSettings } from '../schema.ts';
import type { Field } from '../table/field.ts';
import { fieldOf, isPolicyOnly, settingNames, type Settings } from '../table/fields.ts';
import type { TextKind } from '../table/texts.ts';

const oneLine = fc
  .string({ unit: 'grapheme', maxLength: 20 })
  .filter((s) => /^\P{Cc}*$/u.test(s) && s === s.trim());
const word = fc.stringMatching(/^[\w.+*#@-]{0,80}$/);

/** What may stand in a text of that kind; an empty one may not stand in a list. */
const texts: Readonly<Record<TextKind, fc.Arbitrary<string>>> = {
  text: oneLine,
  word,
  file: fc.oneof(oneLine, fc.constant('/etc/ssl/desk.pem')),
  host: fc.constantFrom('', 'pbx-1', 'pbx.example.org', '192.0.2.7', '2001:db8::7', 'telefón.example'),
  device: fc.oneof(
    fc.constant(''),
    word.filter((text) => text !== '' && text.length < 70).map((text) => `PJSIP/${text}`),
  ),
  phoneAddress: fc.constantFrom('', 'wss://pbx.example.org:8089/ws', 'wss://192.0.2.7/ws'),
  queueMember: fc.constantFrom('', 'Local/{0}@from-queue/n', 'PJSIP/{0}'),
  charset: fc.constantFrom('utf-8', 'windows-1251', 'Shift_JIS'),
  hotkey: fc.constantFrom('', 'Control+Alt+A'),
  prefix: fc.constantFrom('', '0', '00', '011', '30'),
  countryCode: fc.constantFrom('', '49', '1'),
  origin: fc.constantFrom('https://crm.example.com', 'http://localhost:3000'),
  favourite: fc.stringMatching(/^(?:[A-Za-z]{1,20} <[0-9]{1,10}>|[0-9]{1,10})$/),
  pattern: fc.stringMatching(/^\+?[0-9*#XZN]{1,30}[.!]?$/),
  version: fc.constantFrom('', '1.4', '1.4.2', '2.0.0-beta.1'),
  feed: fc.constantFrom('', 'https://updates.example.com/offhook', 'http://127.0.0.1:8080'),
  template: fc.constantFrom('', 'https://crm.example.com/?n={number}', 'crm://contact/{name}'),
  scheme: fc.constantFrom('https', 'crm'),
  disposition: fc.constantFrom('Order taken', 'Rückruf vereinbart', 'Complaint: delivery'),
  dispositionVariable: fc.constantFrom('', 'OFFHOOK_DISPOSITION', 'CDR(userfield)'),
  source: fc.constantFrom('', '/srv/contacts.csv', 'https://crm.example.com/?n={e164}'),
  webhook: fc.constantFrom('', 'https://crm.example.com/calls?a=1'),
};

function valueFor(field: Field): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case 'switch':
      return fc.boolean();
    case 'number':
      return fc.integer({ min: field.from, max: field.to });
    case 'percent':
      return fc.integer({ min: 0, max: 100 });
    case 'choice':
      return fc.constantFrom(...field.of);
    case 'selection':
      return fc.subarray([...field.of]);
    case 'list':
      return fc.array(
        texts[field.of].filter((text) => text !== ''),
        { maxLength: field.entries },
      );
    case 'names':
      return fc.array(fc.stringMatching(/^[\w-]{1,64}$/), { maxLength: field.entries });
    case 'command':
      return fc.array(oneLine, { maxLength: 3 }).map((args) => ['/opt/crm/open', ...args]);
    default:
      return texts[field.kind];
  }
}

/** Right settings of any kind. What only a policy decides has its default. */
export const anySettings: fc.Arbitrary<Settings> = fc
  .record(
    Object.fromEntries(
      settingNames.filter((name) => !isPolicyOnly(name)).map((name) => [name, valueFor(fieldOf(name))]),
    ),
  )
  .map((some) => ({ ...defaultSettings, ...some }));
