import type { AmiAction, AmiValue } from './action.ts';
import { AmiError } from './error.ts';

/**
 * What a panel may ask of a PBX that carries everybody's calls. The writer calls `assertSafe` for every action, so that no
 * control can forget it. Names are spelled as Asterisk documents them; any other spelling is refused.
 */
// prettier-ignore
const allowedActions: ReadonlySet<string> = new Set([
  'Login', 'Logoff', 'Challenge', 'Ping', 'Events', 'ListCommands', 'CoreSettings', 'Status',
  'CoreShowChannels', 'ParkedCalls', 'ConfbridgeList', 'Getvar', 'ExtensionState', 'ExtensionStateList',
  'DeviceStateList', 'PresenceState', 'PJSIPShowEndpoint', 'PJSIPShowContacts', 'SIPshowpeer', 'QueueStatus',
  'QueueSummary', 'QueuePause', 'QueueAdd', 'QueueRemove', 'Originate', 'Hangup', 'Redirect', 'Bridge',
  'Park', 'Atxfer', 'CancelAtxfer', 'BlindTransfer', 'PlayDTMF', 'MuteAudio', 'PJSIPNotify', 'SIPnotify', 'Setvar',
]);

/** Fields of Originate. Not among them: `PreDialGoSub`, which names dial plan code to run. */
// prettier-ignore
const originateFields: ReadonlySet<string> = new Set([
  'channel', 'exten', 'context', 'priority', 'application', 'data', 'timeout', 'callerid', 'variable',
  'account', 'earlymedia', 'async', 'codecs', 'channelid', 'otherchannelid',
]);

/** Dial plan functions that only read. Others read files, run programs or query databases (`SHELL`, `FILE`, `ODBC_...`). */
// prettier-ignore
const readableFunctions: ReadonlySet<string> = new Set([
  'CALLERID', 'CHANNEL', 'CONNECTEDLINE', 'DEVICE_STATE', 'DIALPLAN_EXISTS', 'EXTENSION_STATE', 'HINT',
  'PJSIP_AOR', 'PJSIP_CONTACT', 'PJSIP_ENDPOINT', 'PJSIP_HEADER', 'QUEUE_MEMBER', 'SIPCHANINFO', 'SIPPEER',
  'SIP_HEADER', 'VERSION',
]);

/** Headers by which phones are told to answer at once; no other may be put into an INVITE. */
const autoAnswerHeader = '(?:Call-Info|Alert-Info|Answer-Mode|Priv-Answer-Mode|X-Offhook-Call)';
/**
 * Characters of such a header's value. A comma would begin another variable, quotes, backslashes and brackets change where the
 * value ends (app.h, `AST_STANDARD_APP_ARGS`), `$` is how the dial plan begins an expression.
 */
const headerValue = '[A-Za-z0-9 <>:;=/@._+~*-]{1,200}';
const autoAnswerVariable = new RegExp(
  `^(?:PJSIP_HEADER\\(add,${autoAnswerHeader}\\)=${headerValue}|SIPADDHEADER\\d\\d=${autoAnswerHeader}: ?${headerValue})$`,
);
/** One channel name: no `&` for several, no `,` for options, no leading `/` for a pattern. */
const channelName = /^[\w.@+*#~-][\w.@+*#~:;/-]*$/;

/**
 * A variable that Asterisk itself never acts on: one of our own, or a field of the CDR. Others run programs (`MONITOR_EXEC`), send calls
 * elsewhere (`TRANSFER_CONTEXT`) or charge another account (`CDR(accountcode)`); a function may do anything (`SHELL()`).
 */
const settableVariable =
  /^(?:OFFHOOK_[A-Z0-9_]{1,40}|CDR\((?!(?:accountcode|amaflags|peeraccount)\))[a-z][a-z0-9_]{0,39}\))$/u;
/** Text for people; nothing that the dial plan would read as syntax where it uses the value. */
const variableValue = /^[\p{L}\p{M}\p{N} ._:/+-]{0,80}$/u;

/** Refuses an action that can harm the PBX. @throws AmiError `unsafeAction`, whose message says why */
export function assertSafe(action: AmiAction): void {
  if (!allowedActions.has(action.name)) {
    throw new AmiError('unsafeAction', `A panel has no business to send the action ${named(action.name)}.`);
  }
  for (const [name, value] of action.fields) {
    // manager.c, action_hangup: a Channel that begins with a slash is a pattern, and all that match are hung up.
    if (/^(?:extra)?channel\d?$/i.test(name) && String(value).trimStart().startsWith('/')) {
      refuse(action, `${name} is a pattern; it would take other people's channels too.`);
    }
  }
  if (action.name === 'Originate') assertSafeOriginate(action);
  else if (action.name === 'Park') assertSafePark(action);
  else if (action.name === 'Setvar') assertSafeSetvar(action);
  else if (action.name === 'Getvar') assertReadable(action, values(action, 'variable'));
  else if (action.name === 'Status')
    assertReadable(action, values(action, 'variables').flatMap(splitVariables));
  else if (action.name === 'PJSIPNotify' || action.name === 'SIPnotify') assertSafeNotify(action);
}

function assertSafeOriginate(action: AmiAction): void {
  const seen = new Set<string>();
  for (const [name] of action.fields) {
    const key = name.toLowerCase();
    if (!originateFields.has(key)) refuse(action, `${name} is not a field that a panel sets.`);
    if (key !== 'variable' && seen.has(key))
      refuse(action, `${name} is given twice; which one counts is up to Asterisk.`);
    seen.add(key);
  }
  // Without it the session gets not one event, nor an answer, until the agent's phone was lifted (measured on 11, 16 and 22).
  if (values(action, 'async')[0]?.toLowerCase() !== 'true') refuse(action, 'Async: true is missing.');
  const [application] = values(action, 'application');
  const [data] = values(action, 'data');
  // CVE-2024-42365: with an application of his choice the owner of an originate right runs commands on the PBX.
  if (application !== undefined && application !== 'PickupChan') {
    refuse(action, 'The only application that a panel runs is PickupChan (CVE-2024-42365).');
  }
  if (application === undefined && data !== undefined) refuse(action, 'Data is for PickupChan only.');
  if (application !== undefined && !channelName.test(data ?? '')) {
    refuse(action, 'Data of PickupChan is not the name of one channel.');
  }
  for (const variable of values(action, 'variable')) {
    if (!autoAnswerVariable.test(variable)) {
      refuse(
        action,
        'The only variables that a panel sets are the headers that make a phone answer automatically (CVE-2024-42365).',
      );
    }
  }
}

function assertSafePark(action: AmiAction): void {
  // res_parking, manager_park_bridged: an AnnounceChannel that has just gone crashes Asterisk 16.28 and 22.10, every time.
  if (values(action, 'announcechannel').length > 0) {
    refuse(action, 'AnnounceChannel crashes Asterisk 16 and 22 when that channel has just ended.');
  }
}

function assertSafeSetvar(action: AmiAction): void {
  // manager.c, action_setvar: without a channel it is a variable of the whole PBX.
  const names = action.fields.map(([name]) => name);
  if (names.join() !== 'Channel,Variable,Value') refuse(action, 'It is not one value of one channel.');
  if (!channelName.test(values(action, 'channel')[0] ?? '')) refuse(action, 'Channel is not one channel.');
  if (!settableVariable.test(values(action, 'variable')[0] ?? ''))
    refuse(action, 'The only variables that a panel sets are OFFHOOK_... and fields of the CDR.');
  if (!variableValue.test(values(action, 'value')[0] ?? ''))
    refuse(action, 'The value has characters that the dial plan could take for syntax.');
}

function assertReadable(action: AmiAction, variables: readonly string[]): void {
  for (const variable of variables) {
    const name = /^(\w+)(?:\([^()${}[\]\\]*\))?$/.exec(variable)?.[1];
    if (name === undefined || (variable.endsWith(')') && !readableFunctions.has(name))) {
      refuse(action, 'It asks for something else than a variable or one of the functions that only read.');
    }
  }
}

function assertSafeNotify(action: AmiAction): void {
  for (const [name, value] of action.fields) {
    // Other events restart a phone (check-sync) or come from a section of pjsip_notify.conf that we do not know.
    if (/^variable$/i.test(name)) {
      if (!/^Event=(?:talk|hold)$/.test(String(value)))
        refuse(action, 'The only events for a phone are talk and hold.');
    } else if (!/^(?:channel|endpoint|call-id)$/i.test(name)) {
      refuse(action, `${name} is not a field that a panel sets.`);
    }
  }
}

function values(action: AmiAction, key: string): string[] {
  return action.fields
    .filter(([name]) => name.toLowerCase() === key)
    .map(([, value]: readonly [string, AmiValue]) => String(value));
}

/** `CHANNEL(useragent),DIALPLAN_EXISTS(a,b,1)`: commas within brackets do not separate. */
function splitVariables(list: string): string[] {
  return list.split(/,(?![^(]*\))/);
}

function refuse(action: AmiAction, reason: string): never {
  throw new AmiError('unsafeAction', `${action.name} was not sent: ${reason}`, { action: action.name });
}

function named(name: string): string {
  return /^\w{1,40}$/.test(name) ? name : 'with that name';
}
