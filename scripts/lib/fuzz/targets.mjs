// @ts-check
/**
 * Whatever reads what others wrote, and what must hold for any bytes: nothing is thrown but what it says, memory and time are bounded, and
 * the rest as each target has it. Asked by fast-check in `npm test`, and by Jazzer.js, which follows the coverage, in `npm run fuzz`.
 */
import assert from 'node:assert/strict';
import { AmiError } from '../../../src/ami/wire/error.ts';
import { AmiParser } from '../../../src/ami/wire/parser.ts';
import { AsteriskAdapter } from '../../../src/asterisk/calls/adapter.ts';
import { dialect1 } from '../../../src/asterisk/dialect/dialect1.ts';
import { dialect2 } from '../../../src/asterisk/dialect/dialect2.ts';
import { breaches } from '../../../src/asterisk/testing/contract.ts';
import { isCallEvent } from '../../../src/cti/event.ts';
import { newLine, reduce } from '../../../src/cti/line.ts';
import { readLink, readNumber } from '../../../src/cti/number/read.ts';
import { isDialable, isOne } from '../../../src/cti/number/number.ts';
import { contactSchema } from '../../../src/directory/contact.ts';
import { cardContacts } from '../../../src/directory/read/cards.ts';
import { csvContacts } from '../../../src/directory/read/csvContacts.ts';
import { bounded } from '../../../src/directory/read/reading.ts';
import { textOf } from '../../../src/directory/read/text.ts';
import { requestOf } from '../../../src/messaging/commandIn.ts';
import { readFrame } from '../../../src/messaging/envelope.ts';
import { HubConnection } from '../../../src/messaging/signalr/hubConnection.ts';
import { ConnectorXmlError, readConnectorXml } from '../../../src/settings/connectorXml.ts';
import { parseSettings } from '../../../src/settings/file.ts';
import { parsePolicy } from '../../../src/settings/policy.ts';
import { parseRegistryPolicy } from '../../../src/settings/registryPolicy.ts';
import { settingsSchema } from '../../../src/settings/schema.ts';

const limits = { maxLineBytes: 200, maxHeaders: 20, maxPacketBytes: 1_000, expectGreeting: false };

/**
 * The packets, and how it ended; cut into pieces of so many bytes.
 * @param {Uint8Array} bytes
 * @param {number} step
 */
function parsed(bytes, step) {
  const parser = new AmiParser(limits);
  /** @type {(readonly (readonly [string, string])[])[]} */
  const packets = [];
  try {
    for (let from = 0; from < bytes.length; from += step)
      for (const packet of parser.push(bytes.subarray(from, from + step))) packets.push(packet.headers);
    for (const packet of parser.end()) packets.push(packet.headers);
    return { packets, ended: '' };
  } catch (error) {
    if (!(error instanceof AmiError)) throw error;
    return { packets, ended: error.code };
  }
}

/** @type {Record<string, (bytes: Uint8Array) => void>} */
export const targets = {
  /** The same packets however the stream is cut, within the limits. */
  parser(bytes) {
    const whole = parsed(bytes, Math.max(bytes.length, 1));
    for (const step of [1, 3, 7]) {
      const { packets, ended } = parsed(bytes, step);
      // A limit may be met some bytes earlier; the packets before it are the same.
      assert.deepEqual(packets, whole.ended === '' ? whole.packets : whole.packets.slice(0, packets.length));
      assert.equal(ended === '', whole.ended === '');
    }
    for (const headers of whole.packets) assert.ok(headers.length <= limits.maxHeaders);
  },

  /** Both dialects, and the calls of a line by either: each call has its events in order, and none is left of a channel that has gone. */
  adapter(bytes) {
    const parser = new AmiParser({ expectGreeting: false });
    const packets = [...parser.push(bytes), ...(parser.error ? [] : parser.end())];
    for (const dialect of [dialect1, dialect2]) {
      let ids = 0;
      /** @type {import('../../../src/cti/event.ts').CtiEvent[]} */
      const events = [];
      const adapter = new AsteriskAdapter({
        extension: '101',
        device: 'PJSIP/101',
        sendRingStartedOnRingingState: true,
        newId: () => `call-${++ids}`,
        emit: (event) => events.push(event),
      });
      for (const [index, packet] of packets.entries()) {
        const at = { monoMs: index, wallMs: 1_800_000_000_000 + index };
        dialect.readStatus(packet);
        dialect.readParked(packet);
        for (const event of dialect.read(packet)) adapter.handle(event, at);
      }
      let line = newLine('101', 'PJSIP/101');
      for (const event of events) line = reduce(line, event);
      const calls = events.filter(isCallEvent);
      assert.deepEqual(breaches(calls, calls.length), []);
      assert.ok(adapter.channels.size <= 3 * packets.length);
      const at = { monoMs: packets.length, wallMs: 1_900_000_000_000 };
      for (const { uniqueId, name } of [...adapter.channels.all()])
        adapter.handle({ type: 'hungUp', channel: { uniqueId, name }, cause: 16 }, at);
      assert.equal(adapter.channels.size, 0);
    }
  },

  /** One number of what may be dialled, or none. */
  number(bytes) {
    const text = Buffer.from(bytes).toString();
    for (const reading of [readNumber(text), readNumber(text, { lines: false }), readLink(text)]) {
      if (!isOne(reading)) continue;
      assert.ok(isDialable(reading.number), reading.number);
      const again = readNumber(reading.number);
      assert.ok(isOne(again) && again.number === reading.number, `${reading.number} read again`);
    }
  },

  /** A page's message. */
  messaging(bytes) {
    const read = readFrame(Buffer.from(bytes).toString());
    if (read.kind === 'command') requestOf(read.frame, newLine('101', 'PJSIP/101'));
  },

  /** A page that speaks SignalR: the same to the page inside, and the same answers, however the stream is cut; no record is unbounded. */
  signalr(bytes) {
    const text = Buffer.from(bytes).toString();
    const whole = hubSays(text, Math.max(text.length, 1));
    for (const step of [1, 2, 7]) assert.deepEqual(hubSays(text, step), whole);
  },

  settings(bytes) {
    const text = Buffer.from(bytes).toString();
    const file = parseSettings(text);
    assert.ok(file.ok || file.detail !== '');
  },

  policy(bytes) {
    const text = Buffer.from(bytes).toString();
    const place = { user: 'anna', env: { EXT: '101' } };
    for (const read of [
      parsePolicy(text, place),
      parseRegistryPolicy(text, 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Offhook', place),
    ])
      assert.ok(read === undefined || read.ok || read.detail !== '');
  },

  /** A connector's file brings in what the settings take, and nothing else. */
  xml(bytes) {
    try {
      const { settings } = readConnectorXml(bytes);
      assert.ok(settingsSchema.safeParse(settings).success);
    } catch (error) {
      if (!(error instanceof ConnectorXmlError)) throw error;
    }
  },

  csv: (bytes) => checkContacts(csvContacts(textOf(bytes)), bytes.length),
  vcard: (bytes) => checkContacts(cardContacts(textOf(bytes)), bytes.length),
};

/**
 * @param {Iterable<import('../../../src/directory/read/reading.ts').ReadPiece>} pieces
 * @param {number} size
 */
function checkContacts(pieces, size) {
  let count = 0;
  for (const piece of bounded(pieces)) {
    count += 1;
    if ('contact' in piece) assert.ok(contactSchema.safeParse(piece.contact).success);
  }
  assert.ok(count <= size + 1);
}

/**
 * What a hub says for a stream, and what it hands on to the page, cut into pieces of so many characters.
 * @param {string} text
 * @param {number} step
 */
function hubSays(text, step) {
  /** @type {string[]} */
  const said = [];
  const hub = new HubConnection(
    { send: (record) => said.push(record), close: (code) => said.push(`closed ${code}`) },
    {
      receive: async (message) => void said.push(`page ${message}`),
      refuse: (why) => void said.push(`refused ${why}`),
      count: () => true,
      end: (code, reason) => hub.close(code, reason),
    },
    { messageBytesMax: 100_000, hubPingMs: 60_000, hubSilenceMs: 60_000 },
  );
  try {
    const characters = [...text];
    for (let from = 0; from < characters.length; from += step)
      hub.receive(characters.slice(from, from + step).join(''));
  } finally {
    hub.left();
  }
  for (const record of said.filter((one) => one.endsWith('\u001e'))) JSON.parse(record.slice(0, -1));
  return said;
}
