import type { RefusalCode } from '../../../cti/command.ts';

/** Why a button would not work, or why a command was not carried out, and what to do instead. */
export const refusal = {
  'refusal.notConnected': 'Not connected to the phone system. This works again once the connection is back.',
  'refusal.checkingCall': 'The connection was lost for a moment. Offhook is checking this call. One moment.',
  'refusal.commandInProgress': 'The last command is still running. One moment.',
  'refusal.tooManyCalls': 'Your line is full. End a call first.',
  'refusal.phoneNotRegistered':
    'Your phone is not connected to the phone system. Check that it is switched on and signed in.',
  'refusal.microphoneMissing':
    'There is no microphone. Connect one, or allow Offhook to use it in the settings of this computer.',
  'refusal.answerOnPhone': 'Offhook cannot answer on this phone: pick up the handset.',
  'refusal.holdOnPhone': 'Offhook cannot hold calls on this phone: use the phone’s hold key.',
  'refusal.swapOnPhone': 'Swap the two calls with your phone’s own key.',
  'refusal.resumeOnPhone': 'This call was put on hold with the phone’s own key: resume it there.',
  'refusal.notYetAnswered': 'The call is not answered yet. You can hold it once you are talking.',
  'refusal.rightMissing':
    'The phone system does not allow Offhook to do this. Your administrator can grant the right.',
  'refusal.parkingNotFound':
    'Calls cannot be put on hold: the phone system does not have the parking lot from the settings.',
  'refusal.dialPlanMissing':
    'The phone system is not prepared for this. Your administrator can add the lines that come with Offhook.',
  'refusal.consultationOpen': 'Finish the current transfer first: complete it, or go back.',
  'refusal.noOtherCall': 'This needs a second call.',
  'refusal.noOtherParty':
    'You are connected to the phone system itself: there is nobody to hold or transfer.',
  'refusal.partyGone': 'The other party has just hung up.',
  'refusal.keysOnPhone': 'This phone system accepts tones only from your phone: press the keys there.',
  'refusal.inConference': 'This does not work during a conference.',
  'refusal.nobodyRinging': 'That phone is no longer ringing.',
  'refusal.noQueues': 'You are in no queue.',
  'refusal.dispositionMissing': 'Choose a disposition for the last call first.',
  'refusal.noAfterCallWork': 'There is no after-call work to extend.',
  'refusal.switchedOff': 'This is switched off on this computer.',
  'refusal.replayOnly': 'This is a recording: you can watch it, but not control it.',
  'refusal.invalidNumber': 'This number cannot be dialled. Use digits, +, * and #.',
  'refusal.invalidDigits': 'Only digits, * and # can be sent.',
  'refusal.unknownNumber': 'The phone system does not know this number. Check it and dial again.',
  'refusal.otherParty':
    'Not done: another call had just come under this button. If you mean that one, press again.',
  'refusal.unknownCall': 'This call is already over.',
  'refusal.unknownQueue': 'The phone system does not know this queue.',
  'refusal.queueFixed': 'The phone system keeps you in this queue: you can be not ready, but not log out.',
  'refusal.targetBusy': 'The other number is busy. You are back with your call.',
  'refusal.targetNotAnswered': 'Nobody answered. You are back with your call.',
  'refusal.refusedByPbx':
    'The phone system refused. Try again; if this continues, give your administrator the code.',
  'refusal.phoneBusy': 'Your phone is busy. End the other call on it, then dial again.',
  'refusal.phoneRejected': 'Your phone declined the call. Dial again and pick up.',
  'refusal.phoneNotAnswered': 'Your phone was not picked up in time. Dial again and pick up.',
  'refusal.phoneUnreachable':
    'Your phone could not be reached. Check that it is switched on and signed in, then try again.',
  'refusal.phoneDiverted':
    'Your phone diverts its calls, and this one rings there. Hang up there, or turn off the diversion on your phone.',
  'refusal.callEnded': 'The call ended before this could be done.',
  'refusal.connectionLost':
    'The connection to the phone system was lost. Once it is back, you will see whether this was done.',
} as const satisfies Record<`refusal.${RefusalCode}`, string>;
