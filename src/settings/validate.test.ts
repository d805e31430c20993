import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Settings, defaultSettings, deviceOf } from './schema.ts';
import { validateFields, warningsOf } from './validate.ts';

const codeFor = (key: string, value: unknown): string | undefined => {
  const result = validateFields({ ...defaultSettings, [key]: value });
  return result.ok ? undefined : result.fields.map((field) => `${field.path}: ${field.code}`).join(', ');
};

describe('a field', () => {
  it.each([
    ['url', 'pbx.example.org'],
    ['url', '192.0.2.1'],
    ['url', '2001:db8::1'],
    ['url', 'fe80::1%eth0'],
    ['url', 'pbx_1'],
    ['url', 'münchen.example'],
    ['userName', 'call centre'],
    ['device', 'PJSIP/101'],
    ['device', 'Local/101@from-queue/n'],
    ['extension', '+4420'],
    ['agentName', 'Анна Ковач'],
    ['agentName', 'علی\u200cرضا'],
    ['filePath', '/var/log/a b.txt'],
    ['queueExtensionFormat', 'Local/{0}@from-queue/n'],
    ['queueExtensionFormat', 'PJSIP/{0}'],
    ['queueExtensionFormat', ''],
    ['queues', ['support', '500', 'prodej-č']],
    ['pauseReasons', ['Lunch break', 'Školení']],
    ['afterCallWorkS', 0],
    ['afterCallWorkS', 3600],
    ['colleagues', ['102', '+4420']],
  ])('%s takes %j', (key, value) => {
    expect(codeFor(key, value)).toBeUndefined();
  });

  it.each([
    ['url', 'http://pbx', 'notAHost'],
    ['url', 'pbx:5038', 'notAHost'],
    ['url', '[2001:db8::1]', 'notAHost'],
    ['url', 'a..b', 'notAHost'],
    ['url', 'pbx 1', 'notAHost'],
    ['url', 'p'.repeat(254), 'tooLong'],
    ['port', 0, 'outOfRange'],
    ['port', 65_536, 'outOfRange'],
    ['port', 5038.5, 'outOfRange'],
    ['port', Number.NaN, 'outOfRange'],
    ['port', '5038', 'outOfRange'],
    ['tls', 'yes', 'badValue'],
    ['protocol', 'IAX2/', 'badValue'],
    ['extension', '101\r\nAction: Originate', 'badCharacters'],
    ['extension', '101&SIP/102', 'badCharacters'],
    ['extension', 'x'.repeat(81), 'tooLong'],
    ['device', '101', 'notADevice'],
    ['device', 'PJSIP/', 'notADevice'],
    ['device', 'PJSIP/101,SIP/102', 'badCharacters'],
    ['originateContext', 'from-${SECRET}', 'badCharacters'],
    ['userName', 'a\0b', 'badCharacters'],
    ['agentName', 'Anna\nKovac', 'badCharacters'],
    ['packetInfoConfig', ['Ok', 'Not ok'], 'badCharacters'],
    ['outsidePrefix', '0w', 'notAPrefix'],
    ['outsidePrefix', '*0', 'notAPrefix'],
    ['internationalPrefix', '+', 'notAPrefix'],
    ['internationalPrefix', '000000000', 'tooLong'],
    ['nationalPrefix', '٣', 'notAPrefix'],
    ['countryCode', '+49', 'notACountryCode'],
    ['countryCode', '049', 'notACountryCode'],
    ['countryCode', '4930', 'notACountryCode'],
    ['areaCode', '(30)', 'notAPrefix'],
    ['internalDigitsMax', 1, 'outOfRange'],
    ['internalDigitsMax', 11, 'outOfRange'],
    ['charset', 'martian', 'notACharset'],
    ['charset', 'utf-16le', 'notACharset'],
    ['charset', '', 'notACharset'],
    ['packetInfoConfig', Array(33).fill('Name'), 'tooLong'],
    ['filePath', 'a\nb', 'badCharacters'],
    ['holdControl', 'notifyHold', 'badValue'],
    ['secondCall', true, 'badValue'],
    ['controlsContext', 'offhook,s,1', 'badCharacters'],
    ['queueExtensionFormat', 'Local/101@from-queue/n', 'notAQueueMember'],
    ['queueExtensionFormat', '{0}', 'notAQueueMember'],
    ['queueExtensionFormat', 'Local/{0}@from-queue/n&SIP/1', 'badCharacters'],
    ['queueExtensionFormat', `PJSIP/{0}${'x'.repeat(160)}`, 'tooLong'],
    ['queues', ['support', ''], 'required'],
    ['queues', ['two words'], 'badCharacters'],
    ['queues', Array(65).fill('q'), 'tooLong'],
    ['pauseReasons', [' '], 'required'],
    ['pauseReasons', ['Lunch\nbreak'], 'badCharacters'],
    ['pauseReasons', ['x'.repeat(81)], 'tooLong'],
    ['afterCallWorkS', -1, 'outOfRange'],
    ['afterCallWorkS', 3601, 'outOfRange'],
    ['afterCallWorkS', 2.5, 'outOfRange'],
    ['afterCallWorkS', '30', 'outOfRange'],
    ['colleagues', ['102&103'], 'badCharacters'],
    ['popUrl', 'https://{number}/', 'notATemplate'],
    ['popUrl', 'javascript:alert(1)', 'notATemplate'],
    ['popUrl', `https://crm.example.com/${'x'.repeat(2000)}`, 'tooLong'],
    ['popQueues', [''], 'required'],
    ['popSchemes', ['HTTP'], 'badCharacters'],
    ['popSchemes', ['file'], 'badValue'],
    ['popProgram', ['crm'], 'badValue'],
    ['popProgram', ['/opt/crm', 'x'.repeat(1001)], 'tooLong'],
    ['popProgramWhen', 'button', 'badValue'],
    ['webhookUrl', 'http://crm.example.com/', 'badCharacters'],
    ['webhookMoments', ['ringing', 'held'], 'badValue'],
    ['miniWindow', 'exceptPhoneRings', 'badValue'],
    ['historyDays', 3651, 'outOfRange'],
    ['secret', 'hunter2', 'unknownField'],
  ])('%s refuses %j as %s', (key, value, code) => {
    expect(codeFor(key, value)).toBe(`${key}: ${code}`);
  });

  it('is trimmed where spaces mean nothing', () => {
    const result = validateFields({ ...defaultSettings, url: ' pbx-1 ', extension: '101 ' });
    expect(result.ok && [result.settings.url, result.settings.extension]).toEqual(['pbx-1', '101']);
  });

  it('that can go into an AMI line never holds what ends one', () => {
    const keys = [
      'url',
      'userName',
      'extension',
      'device',
      'originateContext',
      'parkingLotContext',
      'controlsContext',
      'queueExtensionFormat',
    ] as const;
    const lists = ['queues', 'pauseReasons', 'colleagues'] as const;
    fc.assert(
      fc.property(fc.constantFrom(...lists), fc.string({ unit: 'binary' }), (key, value) => {
        const result = validateFields({ ...defaultSettings, [key]: [value] });
        expect(result.ok && /[\r\n\0]/.test(result.settings[key].join(''))).toBe(false);
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.string({ unit: 'binary' }), (key, value) => {
        const result = validateFields({ ...defaultSettings, [key]: value });
        expect(result.ok && /[\r\n\0]/.test(result.settings[key])).toBe(false);
      }),
    );
  });
});

describe('settings as a whole', () => {
  const set = (some: Partial<Settings>): Settings => ({ ...defaultSettings, ...some });

  it('tell what is not obeyed and what is worth knowing', () => {
    expect(warningsOf(set({ asyncOriginate: false }))).toEqual(['asyncOriginateNotObeyed']);
    expect(warningsOf(set({ url: 'pbx-1' }))).toEqual(['plainTextConnection']);
    expect(warningsOf(set({ url: 'pbx-1', tls: true }))).toEqual([]);
    expect(warningsOf(set({ url: '127.0.0.1' }))).toEqual([]);
    expect(warningsOf(set({ url: '127.evil.example' }))).toEqual(['plainTextConnection']);
    expect(warningsOf(set({ url: 'pbx-1', filePath: '/x' }))).toEqual(['replayingFile']);
    expect(warningsOf(defaultSettings, ['ringtone'])).toEqual(['unknownSettingsKept']);
  });

  it('derive the device from technology and extension unless it is given', () => {
    expect(deviceOf(set({ protocol: 'SIP/', extension: '101' }))).toBe('SIP/101');
    expect(deviceOf(set({ extension: '101', device: 'PJSIP/anna' }))).toBe('PJSIP/anna');
  });
});
