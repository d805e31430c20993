import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConnectorXmlError, readConnectorXml } from './connectorXml.ts';
import { settingsSchema } from './schema.ts';

const read = (xml: string): ReturnType<typeof readConnectorXml> => readConnectorXml(Buffer.from(xml));
const codeOf = (xml: string | Uint8Array): string | undefined => {
  try {
    readConnectorXml(Buffer.from(xml));
  } catch (error) {
    return error instanceof ConnectorXmlError ? error.code : String(error);
  }
  return undefined;
};

const whole = `<?xml version="1.0" encoding="utf-8"?>
<configuration>
  <!-- as an integrator left it -->
  <asterisk url="pbx-1.example.org" port="5038" userName="crm &amp; co" secret="pass&lt;word"
    originateContext="from-internal" parkingLotContext="parkedcalls" autoPauseOnCommutationStart="true"
    queueExtensionFormat="Local/{0}@from-queue/n" asyncOriginate="True" sendRingStartedOnRingingState="false"
    traceQueuesState="0" packetInfoConfig="Account;LinkedId, Uniqueid" filePath="" protocol="SIP/" />
  <asterisk url="another" />
</configuration>`;

describe('a connector’s XML settings', () => {
  it('are taken over, all of them, wherever in the document they are', () => {
    const { settings, secret, attributes } = read(whole);
    expect(settings).toEqual({
      url: 'pbx-1.example.org',
      port: 5038,
      userName: 'crm & co',
      originateContext: 'from-internal',
      parkingLotContext: 'parkedcalls',
      autoPauseOnCommutationStart: true,
      queueExtensionFormat: 'Local/{0}@from-queue/n',
      asyncOriginate: true,
      sendRingStartedOnRingingState: false,
      traceQueuesState: false,
      packetInfoConfig: ['Account', 'LinkedId', 'Uniqueid'],
      filePath: '',
      protocol: 'SIP/',
    });
    expect(secret).toBe('pass<word');
    expect(attributes).toHaveLength(14);
    expect(new Set(attributes.map(({ fate }) => fate))).toEqual(new Set(['taken']));
  });

  it('tell what was left out, and what is taken but not obeyed', () => {
    const { settings, secret, attributes } = read(
      `<asterisk url="http://pbx" port="70000" protocol="pjsip" asyncOriginate="false" secret="" debug="1" constructor="x"/>`,
    );
    expect(settings).toEqual({ protocol: 'PJSIP/', asyncOriginate: false });
    expect(secret).toBeUndefined();
    expect(Object.fromEntries(attributes.map(({ name, fate }) => [name, fate]))).toEqual({
      url: 'badValue',
      port: 'badValue',
      protocol: 'taken',
      asyncOriginate: 'notObeyed',
      secret: 'badValue',
      debug: 'unknown',
      constructor: 'unknown',
    });
  });

  it('may be written by a Windows editor', () => {
    const xml = '<asterisk url="pbx-ü"/>';
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(xml, 'utf16le')]);
    expect(readConnectorXml(utf16).settings).toEqual({ url: 'pbx-ü' });
    expect(read(`\uFEFF${xml}`).settings).toEqual({ url: 'pbx-ü' });
  });

  it('are refused when they are none', () => {
    expect(codeOf('')).toBe('notXml');
    expect(codeOf('url=pbx')).toBe('notXml');
    expect(codeOf('<asterisk url="pbx">')).toBe('notXml');
    expect(codeOf('<asterisk url="a" url="b"/>')).toBe('notXml');
    expect(codeOf('<avaya url="pbx"/>')).toBe('noConnector');
    expect(codeOf(new Uint8Array(1_000_001))).toBe('tooLarge');
  });

  it('expand nothing that the document itself defines, and fetch nothing', () => {
    const bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c SYSTEM "file:///etc/passwd">]>';
    expect(codeOf(`${bomb}<asterisk userName="&b;"/>`)).toBe('notXml');
    expect(codeOf(`${bomb}<asterisk userName="&c;"/>`)).toBe('notXml');
  });

  it('never bring in what the settings file would refuse, nor throw anything else', () => {
    const value = fc.string({ unit: 'grapheme', maxLength: 40 });
    const names = fc.constantFrom(
      'url',
      'port',
      'protocol',
      'filePath',
      'packetInfoConfig',
      'asyncOriginate',
      'x',
    );
    const escaped = (text: string): string =>
      text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
    fc.assert(
      fc.property(fc.dictionary(names, value), (given) => {
        const xml = Object.entries(given).map(([name, text]) => `${name}="${escaped(text)}"`);
        try {
          const { settings } = read(`<asterisk ${xml.join(' ')}/>`);
          expect(settingsSchema.safeParse(settings).success).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(ConnectorXmlError);
        }
      }),
    );
  });
});
