import type {
  ControlName,
  LineCheckFaultCode,
  LineCheckStep,
  LineCheckStepName,
} from '../../cti/lineCheck.ts';

const steps = {
  'check.step.reached': 'Reach the phone system',
  'check.step.greeted': 'Hear from Asterisk',
  'check.step.loggedIn': 'Log in',
  'check.step.rights': 'Have the rights',
  'check.step.lineKnown': 'Find the line',
  'check.step.phoneRegistered': 'See the phone connected',
  'check.step.controls': 'Answer, hold and transfer',
} as const satisfies Record<`check.step.${LineCheckStepName}`, string>;

const states = {
  'check.state.running': 'Checking…',
  'check.state.passed': 'Works',
  'check.state.skipped': 'Not tried',
  'check.state.warned': 'Works, but',
  'check.state.failed': 'Failed',
} as const satisfies Record<`check.state.${LineCheckStep['state']}`, string>;

const faults = {
  'check.fault.loggedInHere':
    'Offhook itself is logged in with this account, and the phone system allows it only once. The test uses that connection.',
  'check.fault.loggedInHere.todo': 'Nothing needs to be done. A new secret is tested only when it is saved.',
  'check.fault.namesNotUtf8': 'Names of callers arrive in another character set and are shown with holes.',
  'check.fault.namesNotUtf8.todo': 'Set “Character set” under “Advanced” to the one of your phone system.',
  'check.fault.originateMissing': 'This account may not dial.',
  'check.fault.originateMissing.todo':
    'Ask your administrator to add “originate” to the account’s read and write rights.',
  'check.fault.callMissing': 'This account may not end or hold calls.',
  'check.fault.callMissing.todo':
    'Ask your administrator to add “call” to the account’s read and write rights.',
  'check.fault.eventsMissing': 'This account does not see calls as they happen.',
  'check.fault.eventsMissing.todo': 'Ask your administrator to add “call” to the account’s read rights.',
  'check.fault.lineUnknown': 'The phone system has no such phone.',
  'check.fault.lineUnknown.todo': 'Check extension, device and technology (PJSIP or SIP).',
  'check.fault.phoneUnregistered': 'The phone is known but not connected to the phone system.',
  'check.fault.phoneUnregistered.todo': 'Check that the phone is switched on and signed in.',
  'check.fault.phoneUnknowable': 'This account cannot see whether the phone is connected.',
  'check.fault.phoneUnknowable.todo': 'Nothing needs to be done: a call will show it.',
  'check.fault.contactUnreachable':
    'Several phones are connected for this line, and one of them does not answer.',
  'check.fault.contactUnreachable.todo':
    'Switch that phone on or sign it out; calls may go to it instead of the one beside you.',
  'check.fault.queueSilent': 'A queue does not tell the phone system’s programs whom it calls.',
  'check.fault.queueSilent.todo':
    'Ask your administrator to set “eventwhencalled=yes” for the queue in queues.conf. Until then its calls are recognised by their number.',
  'check.fault.contextUnknown': 'The phone system does not know this dial context.',
  'check.fault.contextUnknown.todo': 'Check the dial context; “from-internal” is the usual one.',
  'check.fault.controlMissing': 'Not everything can be done from here: answer, hold or transfer is missing.',
  'check.fault.controlMissing.todo':
    'Set the ways to answer, hold and transfer to automatic, or ask your administrator for what they need.',
} as const satisfies Record<
  `check.fault.${LineCheckFaultCode}` | `check.fault.${LineCheckFaultCode}.todo`,
  string
>;

/** Who carries out answer, hold and transfer, as a sentence each. */
const controls = {
  'check.control.answer.pickUp': 'Answers by a second call that the phone lifts by itself',
  'check.control.answer.notify': 'Answers by telling the phone to lift',
  'check.control.hold.notify': 'Holds by telling the phone to hold',
  'check.control.hold.holdingPen': 'Holds with music, the phone stays connected',
  'check.control.hold.park': 'Holds by parking, the phone rings again to resume',
  'check.control.transfer.atxfer': 'Asks a colleague first with the phone’s own call',
  'check.control.transfer.consultation': 'Asks a colleague first with a second call',
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
  'check.passedWithWarnings': 'It works, with the remarks above.',
  'check.failed': 'The test stopped at “{step}”.',
  'check.stale': 'The settings have changed since this test.',
} as const;
