import type {
  ControlName,
  LineCheckFaultCode,
  LineCheckStep,
  LineCheckStepName,
} from '../../../cti/lineCheck.ts';

const steps = {
  'check.step.reached': 'Phone system reachable',
  'check.step.greeted': 'Asterisk answers',
  'check.step.loggedIn': 'Signed in',
  'check.step.rights': 'Permissions',
  'check.step.lineKnown': 'Extension found',
  'check.step.phoneRegistered': 'Phone online',
  'check.step.controls': 'Answer, hold and transfer',
} as const satisfies Record<`check.step.${LineCheckStepName}`, string>;

const states = {
  'check.state.running': 'Checking…',
  'check.state.passed': 'OK',
  'check.state.skipped': 'Not tried',
  'check.state.warned': 'With a note',
  'check.state.failed': 'Failed',
} as const satisfies Record<`check.state.${LineCheckStep['state']}`, string>;

const faults = {
  'check.fault.loggedInHere':
    'Offhook is already signed in with this account, and the phone system allows only one sign-in. The test uses that connection.',
  'check.fault.loggedInHere.todo': 'Nothing to do. A new secret is tested only after you save it.',
  'check.fault.namesNotUtf8': 'Callers’ names arrive in another character set and are shown with gaps.',
  'check.fault.namesNotUtf8.todo': 'Set “Character set” under “Advanced” to the one your phone system uses.',
  'check.fault.originateMissing': 'This account is not allowed to dial.',
  'check.fault.originateMissing.todo':
    'Ask your administrator to add “originate” to the account’s read and write rights.',
  'check.fault.callMissing': 'This account is not allowed to end or hold calls.',
  'check.fault.callMissing.todo':
    'Ask your administrator to add “call” to the account’s read and write rights.',
  'check.fault.eventsMissing': 'This account does not see calls as they happen.',
  'check.fault.eventsMissing.todo': 'Ask your administrator to add “call” to the account’s read rights.',
  'check.fault.lineUnknown': 'The phone system does not know this phone.',
  'check.fault.lineUnknown.todo': 'Check extension, device and technology (PJSIP or SIP).',
  'check.fault.phoneUnregistered': 'The phone is known but not connected to the phone system.',
  'check.fault.phoneUnregistered.todo': 'Check that the phone is switched on and signed in.',
  'check.fault.phoneUnknowable': 'This account cannot see whether the phone is connected.',
  'check.fault.phoneUnknowable.todo': 'Nothing to do: your first call will show it.',
  'check.fault.contactUnreachable':
    'Several phones are connected for this line, and one of them does not answer.',
  'check.fault.contactUnreachable.todo':
    'Switch that phone on or sign it out; calls may go to it instead of the one beside you.',
  'check.fault.queueSilent': 'A queue does not report whom it calls.',
  'check.fault.queueSilent.todo':
    'Ask your administrator to set “eventwhencalled=yes” for the queue in queues.conf. Until then Offhook recognises its calls by their number.',
  'check.fault.contextUnknown': 'The phone system does not know this dial context.',
  'check.fault.contextUnknown.todo': 'Check the dial context; the usual one is “from-internal”.',
  'check.fault.controlMissing': 'Offhook cannot do everything here: answer, hold or transfer is missing.',
  'check.fault.controlMissing.todo':
    'Set answer, hold and transfer to automatic, or ask your administrator for what they need.',
} as const satisfies Record<
  `check.fault.${LineCheckFaultCode}` | `check.fault.${LineCheckFaultCode}.todo`,
  string
>;

/** Who carries out answer, hold and transfer, as a sentence each. */
const controls = {
  'check.control.answer.pickUp': 'Answers with a second call that your phone picks up automatically',
  'check.control.answer.notify': 'Answers by asking the phone to pick up',
  'check.control.hold.notify': 'Holds by asking the phone to hold',
  'check.control.hold.holdingPen': 'Holds with music; the phone stays connected',
  'check.control.hold.park': 'Holds by parking; the phone rings again to resume',
  'check.control.transfer.atxfer': 'Consults a colleague within your phone’s own call',
  'check.control.transfer.consultation': 'Consults a colleague with a second call',
} as const satisfies Partial<
  Record<`check.control.${'answer' | 'hold' | 'transfer'}.${ControlName}`, string>
>;

export const check = {
  ...controls,
  ...steps,
  ...states,
  ...faults,
  'check.run': 'Test connection',
  'check.again': 'Test again',
  'check.running': 'Testing…',
  'check.title': 'Connection test',
  'check.allPassed': 'Everything works. Save to use it.',
  'check.passedWithWarnings': 'It works, with the notes above.',
  'check.failed': 'The test failed at “{step}”.',
  'check.stale': 'The settings have changed since this test.',
} as const;
