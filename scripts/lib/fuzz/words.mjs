// @ts-check
/** What the format of each target is made of: random bytes alone would never come past its first line. */

/** @type {readonly string[]} */
const ids = ['1.1', '1.2', '1.3', '1.4', '2.1'];
const names = ['PJSIP/101-01', 'PJSIP/201-02', 'Local/101@q-03;1', 'Local/101@q-03;2', 'PJSIP/102-04'];
export const fields = [
  ...['Uniqueid', 'DestUniqueid', 'ParkeeUniqueid', 'Uniqueid1', 'Uniqueid2', 'DestUniqueID', 'Linkedid'].flatMap((field) => ids.map((id) => `${field}: ${id}`)),
  ...['Channel', 'DestChannel', 'ParkeeChannel', 'Channel1', 'Channel2', 'Destination', 'Newname'].flatMap((field) => names.map((name) => `${field}: ${name}`)),
  ...['0', '4', '5', '6', '7', 'constructor'].map((state) => `ChannelState: ${state}`),
  ...['ANSWER', 'BUSY', 'CANCEL', 'NOANSWER'].map((status) => `DialStatus: ${status}`),
  ...['CallerIDNum: 201', 'ConnectedLineNum: <unknown>', 'CallerIDName: O\\"B\\\\', 'Exten: 101', 'Cause: 17', 'Cause: 26'],
  ...['BridgeUniqueid: b1', 'BridgeUniqueid: b2', 'Bridgestate: Link', 'Bridgestate: Unlink', 'SubEvent: Begin', 'SubEvent: End'],
  ...['Queue: sales', 'Status: Off', 'ParkingSpace: 701', 'Newname: PJSIP/101-01<MASQ>', 'Conference: 1', 'Result: Success'],
  ...['ActionID: a', 'Response: Success', 'Response: Follows', 'Forward: 102', 'TransfererUniqueid: 1.2', 'BridgeType: parking'],
]; // prettier-ignore
export const events = [
  ...['Newchannel', 'Newstate', 'NewCallerid', 'NewConnectedLine', 'DialBegin', 'DialEnd', 'Dial', 'Bridge', 'BridgeEnter', 'BridgeLeave'],
  ...['Hold', 'Unhold', 'MusicOnHold', 'MusicOnHoldStart', 'Rename', 'Join', 'Leave', 'QueueCallerJoin', 'QueueCallerLeave', 'AgentCalled'],
  ...['AgentRingNoAnswer', 'ParkedCall', 'UnParkedCall', 'BlindTransfer', 'AttendedTransfer', 'ConfbridgeJoin', 'ConfbridgeLeave'],
  ...['OriginateResponse', 'Hangup', 'constructor'],
].map((name) => `Event: ${name}`); // prettier-ignore

/** @type {Record<string, readonly string[]>} */
export const words = {
  parser: ['\r\n', '\r\n\r\n', '\n', '\r', ': ', ':', ' ', 'Event: X', 'Response: Follows', 'ActionID: 1', 'Output: ', '--END COMMAND--', 'Privilege: Command', 'ü', '😀', '\u00a0', 'x'.repeat(90), 'Response', '\0'],
  adapter: [...events, ...fields].map((line) => `${line}\r\n`).concat('\r\n'),
  number: ['+49', '0', '030', ' ', '-', '(0)', '(', ')', '/', 'tel:', 'sip:', 'callto:', '@example.org', ';ext=', ';phone-context=', ',', ';', '*', '#', 'x', 'ext.', '901820', '\u202e', '\u00ad', '٣', '＋', '\n', '\t', '%', '%2B', '?', 'p', 'w', 'PIN', '\r\n'],
  messaging: ['{', '}', '"command":', '"MakeCall"', '"SendDtmf"', '"DropCall"', '"commandUId":', '"parameters":', '"targetAddress":', '"digits":', '"commandExecutor":', '"__proto__":', '"constructor"', 'null', '[]', '{}', '1e999', ',', '"', '\\u0000', '"{\\"id\\":\\"c1\\"}"'],
  signalr: ['{"protocol":"json","version":1}\u001e', '\u001e', '{"type":1,"target":"SendRawMessage","arguments":["{}"]}', '{"type":6}', '{"type":7}', '{"type":', '1', '4', ',"target":', '"Echo"', '"Ping"', '"SendMessage"', ',"arguments":[', ']', '}', ',"invocationId":"1"', 'null', '{}', '"', '"__proto__":', '1e999', '[[[[', '\\u001e', '😀'],
  settings: ['{', '}', '"host":', '"port":', '"tls":', '"queues":', '"dialRules":', '"version":1', '"__proto__":', '"constructor":', '"extension":', 'null', 'true', '[]', '"101"', '-1', '1e999', ',', '"', '\uFEFF', '[', ']', ':'],
  policy: ['{', '}', '"version":1', '"by":"IT"', '"preset":', '"locked":', '"extensionByUser":', '"anna":"101"', '"host":', '"%EXT%"', '"__proto__":', ',', '"', '[]', 'null', '\r\n', 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Offhook', '\\preset', '\\locked', '    host    REG_SZ    pbx', '    Policy    REG_MULTI_SZ    {', '    port    REG_DWORD    0x13ae', '\\0', ':'],
  xml: ['<asterisk', '/>', '>', '</', '<!DOCTYPE x [', '<!ENTITY a "b">', '&a;', '&#0;', '&#x110000;', ' url="pbx"', ' port="5038"', ' packetInfoConfig="', '"', '<?xml version="1.0" encoding="', 'utf-16', 'utf-8', '"?>', '<![CDATA[', ']]>', '<!--', '-->', ' xmlns:a="b"', 'a:b', '=', ' asyncOriginate="constructor"', '\u0000'],
  csv: ['Name', 'Phone', 'Telefon', 'First Name', 'Last Name', 'Mobile Phone', 'Phone 1 - Type', 'Phone 1 - Value', ',', ';', '\t', '"', '""', '\r\n', '\n', '\r', 'sep=;', '+4930901820', ':::', 'Kim', '\uFEFF', '=cmd()', '\u202e', 'ID'],
  vcard: ['BEGIN:VCARD\r\n', 'END:VCARD\r\n', 'VERSION:2.1\r\n', 'VERSION:4.0\r\n', 'FN:Kim\r\n', 'N:a;b;c\r\n', 'TEL:+4930901820\r\n', 'TEL;TYPE="cell,text";VALUE=uri:tel:+49-30', ';ENCODING=QUOTED-PRINTABLE', ';ENCODING=B', ';CHARSET=koi8-r', ';CHARSET=constructor', '=C3=A4', '=\r\n', '\r\n ', '\r\n', 'item1.', ':', ';', '\\,', '\\n', '"', '^n', 'UID:x\r\n', 'ORG:a;b\r\n', 'NOTE:'],
}; // prettier-ignore
