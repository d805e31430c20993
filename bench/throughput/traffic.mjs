// @ts-check
/** The events that both sides know: what is sent, and what has to arrive. */

/** The events of one call between others, as Asterisk 22 sends them to a manager that reads `call`. */
const script = [
  'Newchannel', 'VarSet', 'Newexten', 'Newexten', 'VarSet', 'Newchannel', 'DialBegin', 'Newstate', 'DialState', 'NewConnectedLine',
  'VarSet', 'Newstate', 'DialEnd', 'BridgeCreate', 'BridgeEnter', 'BridgeEnter', 'Hold', 'MusicOnHoldStart', 'MusicOnHoldStop', 'Unhold',
  'BridgeLeave', 'BridgeLeave', 'BridgeDestroy', 'Hangup', 'Hangup',
]; // prettier-ignore

const people = ['Анна Каренина', 'Сергей Ильич Щербацкий', 'Дарья Александровна', 'Лёвин Константин', 'Кити'];

/** After so many events the names come again. */
export const namesRepeat = people.length * 977;

/** @param {number} index */
export const nameOf = (index) => `${people[index % people.length]} ${index % 977}`;

/** @param {number} index */
export const idOf = (index) => `1795396276.${index}`;

/** @param {number} index */
function eventAt(index) {
  const call = Math.floor(index / script.length);
  const channel = (call % 0xffff).toString(16).padStart(8, '0');
  return [
    `Event: ${script[index % script.length]}`,
    'Privilege: call,all',
    `Channel: PJSIP/${100 + (call % 800)}-${channel}`,
    'ChannelState: 6',
    'ChannelStateDesc: Up',
    `CallerIDNum: +49309018${String(call % 10_000).padStart(4, '0')}`,
    `CallerIDName: ${nameOf(index)}`,
    `ConnectedLineNum: ${100 + (call % 800)}`,
    'ConnectedLineName: Agent One',
    'Language: en',
    'AccountCode: ',
    'Context: from-internal',
    `Exten: ${100 + (call % 800)}`,
    'Priority: 3',
    `Uniqueid: ${idOf(index)}`,
    `Linkedid: 1795396276.${call * script.length}`,
    'Variable: DIALSTATUS',
    'Value: ANSWER',
    '',
    '',
  ].join('\r\n');
}

/**
 * All of them, one behind the other.
 * @param {number} count
 */
export function stream(count) {
  const parts = [];
  for (let from = 0; from < count; from += 5_000) {
    let text = '';
    for (let index = from; index < Math.min(count, from + 5_000); index += 1) text += eventAt(index);
    parts.push(Buffer.from(text));
  }
  return Buffer.concat(parts);
}

/** Where a checksum begins. */
export const seed = 0x811c9dc5;

/**
 * Adds a text to a checksum (FNV-1a over its UTF-16 units).
 * @param {number} sum
 * @param {string} text
 */
export function add(sum, text) {
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return sum >>> 0;
}
