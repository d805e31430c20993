import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SettingsView } from '../../../src/ipc/settings.ts';
import { argumentsSchema } from '../../../src/ipc/shapes.ts';
import { facilities } from '../../../src/cti/facility.ts';
import { defaultSettings } from '../../../src/settings/schema.ts';
import { clashingFields, missingFields, validateFields } from '../../../src/settings/validate.ts';
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
const prefixes = fc.oneof(text, fc.constantFrom('', '0', ' 00 ', '+', '49', '1234', '123456789', '*0'));
const forms: fc.Arbitrary<FormValues> = fc.record({
  url: text,
  port: fc.oneof(fc.integer({ min: -1, max: 70_000 }).map(String), text),
  tls: fc.boolean(),
  tlsCaFile: text,
  userName: text,
  secret: fc.constant('s3cret'),
  protocol: fc.constantFrom('PJSIP/', 'SIP/'),
  extension: text,
  device: text,
  agentName: text,
  originateContext: text,
  parkingLotContext: text,
  asyncOriginate: fc.boolean(),
  sendRingStartedOnRingingState: fc.boolean(),
  autoAnswer: fc.boolean(),
  answerControl: fc.constantFrom('auto', 'pickUp', 'notify', 'phone'),
  holdControl: fc.constantFrom('auto', 'notify', 'holdingPen', 'park'),
  transferControl: fc.constantFrom('auto', 'atxfer', 'consultation'),
  controlsContext: text,
  secondCall: fc.constantFrom('ask', 'hold', 'leave'),
  dialLinksAtOnce: fc.boolean(),
  outsidePrefix: prefixes,
  internationalPrefix: prefixes,
  nationalPrefix: prefixes,
  countryCode: prefixes,
  areaCode: prefixes,
  internalDigitsMax: fc.oneof(fc.integer({ min: -1, max: 12 }).map(String), text),
  hotkeyShowPanel: text,
  hotkeyAnswer: text,
  hotkeyHangUp: text,
  hotkeyHold: text,
  hotkeyMute: text,
  hotkeySwitchState: text,
  hotkeyDialSelected: text,
  hotkeyQuickCommand: text,
  queueExtensionFormat: fc.oneof(text, fc.constantFrom('Local/{0}@from-queue/n', 'PJSIP/{0}', '{0}')),
  queues: list,
  messagingPort: fc.oneof(fc.integer({ min: -1, max: 70_000 }).map(String), text),
  messagingOrigins: list,
  messagingCertFile: text,
  messagingKeyFile: text,
  pageDialAllow: list,
  pageDialDeny: list,
  pageDialAsk: list,
  popUrl: fc.oneof(
    text,
    fc.constantFrom(
      'https://crm.example.com/?n={number}',
      'https://a/{B-c}',
      'http://a/',
      'https://{number}/',
    ),
  ),
  popWhen: fc.constantFrom('never', 'ringing', 'answered', 'ended', 'button'),
  popDirection: fc.constantFrom('incoming', 'outgoing', 'both'),
  popQueues: list,
  popSchemes: fc.constant(['https']),
  popProgram: fc.constant([]),
  popProgramWhen: fc.constant('ringing' as const),
  webhookUrl: fc.constant(''),
  webhookKeyFile: fc.constant(''),
  webhookCaFile: fc.constant(''),
  webhookMoments: fc.constant(defaultSettings.webhookMoments),
  pauseReasons: list,
  autoPauseOnCommutationStart: fc.boolean(),
  afterCallWorkS: fc.oneof(fc.integer({ min: -1, max: 3700 }).map(String), text),
  traceQueuesState: fc.boolean(),
  colleagues: list,
  charset: fc.oneof(text, fc.constantFrom('utf-8', 'windows-1251', ' GBK ', 'utf-16le', 'x'.repeat(41))),
  packetInfoConfig: text,
  ringNotification: fc.constantFrom('always', 'exceptFullScreen', 'exceptPhoneRings', 'exceptBoth', 'never'),
  ringWindow: fc.constantFrom('always', 'never'),
  ringSound: fc.constantFrom('exceptPhoneRings', 'exceptBoth'),
  phoneRings: fc.boolean(),
  ringVolume: fc.oneof(fc.integer({ min: -1, max: 101 }), fc.constant(Number.NaN)),
  ringDevice: text,
  miniWindow: fc.constantFrom('always', 'exceptFullScreen', 'never'),
  closeToTray: fc.boolean(),
  keepSecretUnprotected: fc.boolean(),
  maskNumbers: fc.boolean(),
  historyDays: fc.oneof(fc.integer({ min: -1, max: 4000 }).map(String), text),
  switchedOff: fc.subarray([...facilities]),
  updates: fc.constantFrom('install', 'tell', 'off'),
  updateChannel: fc.constantFrom('latest', 'beta'),
  updateVersion: fc.oneof(text, fc.constantFrom('1', '1.4', '1.4.2', '1.4.2-beta.1', '1.', 'v1')),
  updateFeed: fc.oneof(
    text,
    fc.constantFrom(
      'https://a.example/x',
      'http://a.example',
      'http://[::1]:8080/',
      'https://u@a.example',
      'https://',
    ),
  ),
  alwaysOnTop: fc.boolean(),
  filePath: text,
});

const lists: readonly string[] = ['queues', 'pauseReasons', 'colleagues', 'popQueues'];

describe('the form, held against the main process', () => {
  it('says the same of every form that holds no IPv6 address', () => {
    fc.assert(
      fc.property(forms, (values) => {
        fc.pre(!values.url.includes(':'));
        const said = errorsIn(values, view);
        const { ok } = validateFields(draftOf(values).settings);
        // What is missing is told by the main process only once nothing is wrong; the form tells both.
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
    expect(errorsIn({ ...stored, url: 'elsewhere' }, view)).toEqual({ secret: 'secretNeededForNewHost' });
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
