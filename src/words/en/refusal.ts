import type { RefusalCode } from '../../cti/command.ts';

/** Why a button would not work, or why a command was not carried out, and what to do instead. */
export const refusal = {
  'refusal.notConnected': 'Not connected to the phone system. It works again once the connection is back.',
  'refusal.checkingCall': 'The connection was lost for a moment; this call is being checked. One moment.',
  'refusal.commandInProgress': 'The last command is still on its way. One moment.',
  'refusal.tooManyCalls': 'Your line carries as many calls as it can. End one first.',
  'refusal.phoneNotRegistered':
    'Your phone is not connected to the phone system. Check that it is switched on and signed in.',
  'refusal.answerOnPhone': 'Your phone cannot be answered from here: pick up the handset.',
  'refusal.holdOnPhone': 'Your phone cannot put a call on hold from here: use its own hold key.',
  'refusal.swapOnPhone': 'Swap the two calls with your phone’s own key.',
  'refusal.resumeOnPhone': 'This call was put on hold with the phone’s own key: take it back there.',
  'refusal.notYetAnswered': 'The call is not answered yet. It can be put on hold once you are talking.',
  'refusal.rightMissing':
    'The phone system does not allow Offhook to do this. Your administrator can grant the right.',
  'refusal.parkingNotFound':
    'Calls cannot be put on hold: the parking lot in the settings does not exist on the phone system.',
  'refusal.dialPlanMissing':
    'The phone system is not prepared for this. Your administrator can add the lines that come with Offhook.',
  'refusal.consultationOpen': 'Finish the transfer that is under way first: complete it, or go back.',
  'refusal.noOtherCall': 'This needs a second call.',
  'refusal.noOtherParty':
    'You are connected to the phone system itself: nobody is there to put on hold or transfer.',
  'refusal.partyGone': 'The other party has just hung up.',
  'refusal.keysOnPhone': 'This phone system takes keys from your phone only: press them there.',
  'refusal.inConference': 'This cannot be done while you are in a conference.',
  'refusal.nobodyRinging': 'That phone does not ring any more.',
  'refusal.noQueues': 'You are in no queue.',
  'refusal.noAfterCallWork': 'There is no after-call work to extend.',
  'refusal.switchedOff': 'This is switched off on this computer.',
  'refusal.replayOnly': 'This is a recording being replayed: it can be watched, not changed.',
  'refusal.invalidNumber': 'This is not a number that can be dialled. Use digits, +, * and #.',
  'refusal.invalidDigits': 'Only digits, * and # can be sent.',
  'refusal.unknownNumber': 'The phone system does not know this number. Check it and dial again.',
  'refusal.otherParty':
    'Not done: another call had just come under this button. If you mean that one, press again.',
  'refusal.unknownCall': 'This call is already over.',
  'refusal.unknownQueue': 'The phone system does not know this queue.',
  'refusal.queueFixed': 'The phone system keeps you in this queue: you can pause, but not log out.',
  'refusal.targetBusy': 'The other number is busy. You are back with your call.',
  'refusal.targetNotAnswered': 'Nobody answered. You are back with your call.',
  'refusal.refusedByPbx':
    'The phone system refused. Try again; if it stays so, tell your administrator the code.',
  'refusal.phoneBusy': 'Your phone is busy. End the other call on it, then dial again.',
  'refusal.phoneRejected': 'Your phone declined the call. Dial again and pick up.',
  'refusal.phoneNotAnswered': 'Your phone was not picked up in time. Dial again and pick up.',
  'refusal.phoneUnreachable':
    'Your phone could not be reached. Check that it is switched on and signed in, then try again.',
  'refusal.phoneDiverted':
    'Your phone diverts its calls, and this one rings there. Hang up there, or turn the diversion off on your phone.',
  'refusal.callEnded': 'The call ended before this could be done.',
  'refusal.connectionLost':
    'The connection to the phone system broke off. Whether it was done shows when it is back.',
} as const satisfies Record<`refusal.${RefusalCode}`, string>;
