import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SettingsView } from '../../../src/ipc/settings.ts';
import { argumentsSchema } from '../../../src/ipc/shapes.ts';
import { defaultSettings } from '../../../src/settings/schema.ts';
import type { Field } from '../../../src/settings/table/field.ts';
import { fieldOf, namesOfKind, settingNames } from '../../../src/settings/table/fields.ts';
import { clashingFields, missingFields } from '../../../src/settings/table/together.ts';
import { validateFields } from '../../../src/settings/validate.ts';
import { errorsIn } from './check.ts';
import { derivedDevice, draftOf, type FormValues, valuesOf } from './values.ts';

const view: SettingsView = {
  settings: { ...defaultSettings, url: 'pbx', userName: 'offhook', extension: '101' },
  hasSecret: true,
  secretStore: 'keyring',
  warnings: [],
};
const stored = valuesOf(view.settings);

/** What the main process says to the same form, by its own rules. */
function saidByMain(values: FormValues): Readonly<Record<string, string>> {
  const { settings } = draftOf(values);
  const validation = validateFields(settings);
  const fields = validation.ok ? missingFields(validation.settings) : validation.fields;
  return Object.fromEntries([...clashingFields(settings), ...fields].map(({ path, code }) => [path, code]));
}

const text = fc.oneof(
  fc.string({ maxLength: 130 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({
    unit: fc.constantFrom(...Array.from('aZ0.-_:/ \t\n\0,;&|"\'`$\\(){}<>[]%@é١')),
    maxLength: 12,
  }),
  fc.constantFrom('', 'pbx', 'PJSIP/101', 'SIP/', '192.0.2.1', '2001:db8::1', 'a..b', 'x'.repeat(300)),
);
const list = fc.oneof(
  fc.array(text, { maxLength: 3 }),
  fc.constantFrom([], ['support', '500'], Array<string>(33).fill('break'), Array<string>(65).fill('500')),
);
/** What somebody might type into a text of that kind, besides anything at all. */
const likely: Partial<Record<Field['kind'], readonly string[]>> = {
  prefix: ['', '0', ' 00 ', '+', '49', '1234', '123456789', '*0'],
  countryCode: ['', '0', ' 00 ', '+', '49', '1234', '123456789', '*0'],
  queueMember: ['Local/{0}@from-queue/n', 'PJSIP/{0}', '{0}'],
  charset: ['utf-8', 'windows-1251', ' GBK ', 'utf-16le', 'x'.repeat(41)],
  version: ['1', '1.4', '1.4.2', '1.4.2-beta.1', '1.', 'v1'],
  template: ['https://crm.example.com/?n={number}', 'https://a/{B-c}', 'http://a/', 'https://{number}/'],
  feed: ['https://a.example/x', 'http://a.example', 'http://[::1]:8080/', 'https://u@a.example', 'https://'],
};

function valueFor(field: Field): fc.Arbitrary<unknown> {
  if (field.policyOnly === true) return fc.constant(field.initial);
  switch (field.kind) {
    case 'switch':
      return fc.boolean();
    case 'number':
      return fc.oneof(fc.integer({ min: field.from - 2, max: field.to + 2 }).map(String), text);
    case 'percent':
      return fc.oneof(fc.integer({ min: -1, max: 101 }), fc.constant(Number.NaN));
    case 'choice':
      return fc.constantFrom(...field.of);
    case 'list':
      return list;
    case 'selection':
      return fc.subarray([...field.of]);
    default:
      return fc.oneof(text, fc.constantFrom(...(likely[field.kind] ?? [''])));
  }
}

/** A form with anything in any field. */
const forms: fc.Arbitrary<FormValues> = fc
  .record(Object.fromEntries(settingNames.map((name) => [name, valueFor(fieldOf(name))])))
  .map((values) => ({ ...values, secret: 's3cret', phonePassword: 'sip-pass' }) as FormValues);

const lists: readonly string[] = namesOfKind('list');

describe('the form, held against the main process', () => {
  it('says the same of every form', () => {
    fc.assert(
      fc.property(forms, (values) => {
        const said = errorsIn(values, view);
        const { ok } = validateFields(draftOf(values).settings);
        // The main process reports what is missing only once nothing is wrong; the form reports both.
        const mine = Object.entries(said).filter(
          ([name, code]) => ok || code !== 'required' || lists.includes(name),
        );
        expect(Object.fromEntries(mine)).toEqual(saidByMain(values));
      }),
      { numRuns: 500 },
    );
  });

  it('refuses no host that the main process takes', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.ipV6(), fc.ipV4(), fc.domain()), (url) => {
        const values = { ...stored, url, secret: 's' };
        fc.pre(validateFields(draftOf(values).settings).ok);
        expect(errorsIn(values, view)).toEqual({});
      }),
    );
  });

  it('hands over, right or wrong, what the bridge lets through', () => {
    fc.assert(
      fc.property(forms, (values) => {
        expect(argumentsSchema('settings:save').safeParse([draftOf(values)]).success).toBe(true);
      }),
    );
  });

  it('gives back what it was given', () => {
    expect(draftOf(stored)).toEqual({ settings: view.settings });
    const settings = {
      ...view.settings,
      packetInfoConfig: ['A', 'B-c'],
      port: 5039,
      queues: ['q'],
      afterCallWorkS: 9,
    };
    expect(draftOf({ ...valuesOf(settings), secret: 'new' })).toEqual({ settings, secret: 'new' });
  });
});

describe('the secret', () => {
  it('is needed for a host, and need not be typed again for the same', () => {
    expect(errorsIn(stored, view)).toEqual({});
    expect(errorsIn(stored, { ...view, hasSecret: false })).toEqual({ secret: 'required' });
    expect(errorsIn({ ...stored, secret: 'x' }, { ...view, hasSecret: false })).toEqual({});
  });

  it('of one host is not sent to another', () => {
    const needed = { secret: 'secretNeededForNewHost' };
    expect(errorsIn({ ...stored, url: 'elsewhere' }, view)).toEqual(needed);
    expect(errorsIn(stored, { ...view, hasSecret: false, otherSecretFor: 'anotherHost' })).toEqual(needed);
  });

  it('from the environment is for any host', () => {
    expect(errorsIn(stored, { ...view, hasSecret: false, otherSecretFor: 'anyHost' })).toEqual({});
  });

  it('is of the same host however its name is written', () => {
    expect(errorsIn({ ...stored, url: ' PBX' }, view)).toEqual({});
    const imported = { ...view, hasSecret: false, importedSecretFor: 'Pbx' };
    expect(errorsIn(stored, imported)).toEqual({});
    expect(errorsIn({ ...stored, url: 'other' }, imported)).toEqual({ secret: 'required' });
  });

  it('is neither endless nor of several lines', () => {
    expect(errorsIn({ ...stored, secret: 'x'.repeat(201) }, view)).toEqual({ secret: 'tooLong' });
    expect(errorsIn({ ...stored, secret: 'a\nb' }, view)).toEqual({ secret: 'badCharacters' });
  });
});

it('needs nothing while nothing is configured, and only a line for a recording', () => {
  const empty = valuesOf(defaultSettings);
  expect(errorsIn(empty, view)).toEqual({});
  expect(errorsIn({ ...empty, filePath: '/tmp/x' }, view)).toEqual({ extension: 'required' });
});

it('derives the device from technology and extension', () => {
  expect(derivedDevice({ protocol: 'SIP/', extension: ' 7 ' })).toBe('SIP/7');
  expect(derivedDevice({ protocol: 'PJSIP/', extension: '' })).toBe('PJSIP/101');
});
