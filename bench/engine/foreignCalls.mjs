// @ts-check
/** Calls between others, as Asterisk 22 reports them to a manager that reads `call` (recorded: one bridged call, its fields and order). */

/**
 * @typedef {object} Leg
 * @property {string} name
 * @property {string} id
 * @property {string} number
 * @property {string} other
 */

/**
 * @param {number} index
 * @returns {readonly [Leg, Leg]}
 */
function legsOf(index) {
  const [a, b] = [20_000 + (index % 5_000), 30_000 + (index % 5_000)];
  const count = (index % 0xffffff).toString(16).padStart(8, '0');
  const [one, two] = [`1795396276.${2 * index}`, `1795396276.${2 * index + 1}`];
  return [
    { name: `PJSIP/${a}-${count}`, id: one, number: String(a), other: String(b) },
    { name: `PJSIP/${b}-${count}`, id: two, number: String(b), other: String(a) },
  ];
}

/**
 * @param {Leg} leg
 * @param {string} linkedId
 * @param {number} state
 */
function fields(leg, linkedId, state, prefix = '') {
  const words = { 0: 'Down', 4: 'Ring', 5: 'Ringing', 6: 'Up' };
  return [
    `Channel: ${leg.name}`,
    `ChannelState: ${state}`,
    `ChannelStateDesc: ${words[/** @type {0} */ (state)]}`,
    `CallerIDNum: ${leg.number}`,
    `CallerIDName: Анна Каренина ${leg.number}`,
    `ConnectedLineNum: ${leg.other}`,
    'ConnectedLineName: Agent One',
    'Language: en',
    'AccountCode: ',
    'Context: from-internal',
    `Exten: ${leg.other}`,
    'Priority: 3',
    `Uniqueid: ${leg.id}`,
    `Linkedid: ${linkedId}`,
  ].map((line) => `${prefix}${line}`);
}

/**
 * @param {string} name
 * @param {readonly string[]} lines
 */
const event = (name, lines) =>
  `Event: ${name}\r\nPrivilege: call,all\r\n${lines.map((line) => `${line}\r\n`).join('')}\r\n`;

/** Events of a call, from its beginning until both talk. */
export const eventsToBegin = 20;
/** And those of its end. */
export const eventsToEnd = 5;

/** @param {number} index */
export function begin(index) {
  const [caller, called] = legsOf(index);
  const link = caller.id;
  const bridge =
    ['BridgeUniqueid: bridge-', 'BridgeType: basic', 'BridgeTechnology: simple_bridge', 'BridgeCreator: <unknown>', 'BridgeName: <unknown>'] // prettier-ignore
      .map((line) => line.replace('bridge-', `bridge-${index}`));
  const both = [...fields(caller, link, 4), ...fields(called, link, 5, 'Dest')];
  /** @param {Leg} leg */
  const variable = (leg, name = 'DIALSTATUS') =>
    event('VarSet', [...fields(leg, link, 6), `Variable: ${name}`, 'Value: ANSWER']);
  return [
    event('Newchannel', fields(caller, link, 4)),
    variable(caller, 'SIPCALLID'),
    event('Newexten', [...fields(caller, link, 4), 'Extension: 101', 'Application: NoOp', 'AppData: ']),
    event('Newexten', [
      ...fields(caller, link, 4),
      'Extension: 101',
      'Application: Dial',
      'AppData: PJSIP/x,30',
    ]),
    variable(caller),
    event('Newchannel', fields(called, link, 0)),
    event('DialBegin', [...both, 'DialString: x']),
    event('Newstate', fields(called, link, 5)),
    event('DialState', [...both, 'DialStatus: RINGING']),
    event('NewConnectedLine', fields(called, link, 5)),
    variable(called),
    event('Newstate', fields(called, link, 6)),
    event('DialEnd', [...both, 'DialStatus: ANSWER']),
    event('Newstate', fields(caller, link, 6)),
    event('BridgeCreate', bridge),
    event('BridgeEnter', [...bridge, 'BridgeNumChannels: 1', ...fields(called, link, 6)]),
    event('BridgeEnter', [...bridge, 'BridgeNumChannels: 2', ...fields(caller, link, 6)]),
    event('Hold', [...fields(caller, link, 6), 'MusicClass: default']),
    event('MusicOnHoldStart', [...fields(called, link, 6), 'Class: default']),
    event('Unhold', fields(caller, link, 6)),
  ].join('');
}

/** @param {number} index */
export function end(index) {
  const [caller, called] = legsOf(index);
  const link = caller.id;
  const bridge = [`BridgeUniqueid: bridge-${index}`, 'BridgeType: basic'];
  return [
    event('BridgeLeave', [...bridge, ...fields(called, link, 6)]),
    event('BridgeLeave', [...bridge, ...fields(caller, link, 6)]),
    event('BridgeDestroy', bridge),
    event('Hangup', [...fields(called, link, 6), 'Cause: 16', 'Cause-txt: Normal Clearing']),
    event('Hangup', [...fields(caller, link, 6), 'Cause: 16', 'Cause-txt: Normal Clearing']),
  ].join('');
}

/**
 * The two channels of it in the list that Status answers with.
 * @param {number} index
 * @param {string} actionId
 */
export function listed(index, actionId) {
  const [caller, called] = legsOf(index);
  return [caller, called]
    .map((leg) =>
      event('Status', [
        `ActionID: ${actionId}`,
        ...fields(leg, caller.id, 6),
        'Type: PJSIP',
        `DNID: ${leg === caller ? leg.other : ''}`,
        'Seconds: 12',
        `BridgeID: bridge-${index}`,
        `Application: ${leg === caller ? 'Dial' : 'AppDial'}`,
        `Data: PJSIP/${leg.other},30`,
      ]),
    )
    .join('');
}
