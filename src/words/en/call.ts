import type { PbxApplication } from '../../cti/application.ts';
import type { CallState, Direction, Phase } from '../../cti/call.ts';
import type { CtiCommandType } from '../../cti/command.ts';
import type { EndReason, Outcome } from '../../cti/outcome.ts';

type PhaseKey = `phase.${Phase | 'checking'}`;
type OutcomeKey = `outcome.${Direction}.${Outcome}`;
type ToldKey = `told.${Direction}.${CallState}`;
type CommandKey = `command.${CtiCommandType}`;
type PendingKey = `command.pending.${CtiCommandType}`;

/** The call's state as the card says it, in the largest letters of the window. */
const phases = {
  'phase.agentRinging': 'Pick up your phone…',
  'phase.calling': 'Calling…',
  'phase.ringing': 'Incoming call',
  'phase.queued': 'Waiting',
  'phase.talking': 'Talking',
  'phase.conference': 'Conference',
  'phase.onHold': 'On hold',
  'phase.heldByRemote': 'Held by the other party',
  'phase.resuming': 'Resuming…',
  'phase.ended': 'Ended',
  'phase.checking': 'Checking…',
} as const satisfies Record<PhaseKey, string>;

/** In place of `phase.talking`, where the other end is the phone system itself. */
const applications = {
  'application.menu': 'Voice menu',
  'application.voicemail': 'Voicemail',
  'application.echo': 'Echo test',
  'application.conference': 'Conference room',
  'application.announcement': 'Announcement',
  'application.queue': 'Waiting in a queue',
  'application.other': 'Phone system',
} as const satisfies Record<`application.${PbxApplication}`, string>;

const outcomes = {
  'outcome.outgoing.answered': 'Call ended',
  'outcome.outgoing.noAnswer': 'No answer',
  'outcome.outgoing.busy': 'Busy',
  'outcome.outgoing.rejected': 'Declined',
  'outcome.outgoing.cancelled': 'Cancelled',
  'outcome.outgoing.failed': 'Not reached',
  'outcome.outgoing.answeredElsewhere': 'Answered elsewhere',
  'outcome.outgoing.transferred': 'Transferred',
  'outcome.incoming.answered': 'Call ended',
  'outcome.incoming.noAnswer': 'Missed',
  'outcome.incoming.busy': 'Missed (you were on a call)',
  'outcome.incoming.rejected': 'Declined by you',
  'outcome.incoming.cancelled': 'Missed',
  'outcome.incoming.failed': 'Missed: it did not reach your phone',
  'outcome.incoming.answeredElsewhere': 'Answered by a colleague',
  'outcome.incoming.transferred': 'Transferred',
} as const satisfies Record<OutcomeKey, string>;

/** In place of the outcome, where a call never got as far as the other party or no one can tell any more. */
const endReasons = {
  'endReason.phoneBusy': 'Your phone is busy',
  'endReason.phoneRejected': 'Your phone declined',
  'endReason.phoneNotAnswered': 'Your phone was not picked up',
  'endReason.notReported': 'The phone system did not report how the call ended',
  'endReason.phoneUnreachable': 'Your phone was not reached',
  'endReason.phoneDiverted': 'Your phone diverts its calls',
  'endReason.connectionLost': 'Connection lost',
} as const satisfies Record<`endReason.${EndReason}`, string>;

/** What a screen reader says when a call's state changes; whole sentences, since the card is not in view. */
const told = {
  'told.outgoing.dialing': 'Calling {who}',
  'told.outgoing.ringing': 'Calling {who}',
  'told.outgoing.queued': 'Calling {who}',
  'told.outgoing.talking': 'Talking to {who}',
  'told.outgoing.held': '{who} is on hold',
  'told.outgoing.ended': 'Call with {who} is over: {outcome}',
  'told.incoming.dialing': 'Call from {who}',
  'told.incoming.ringing': 'Incoming call from {who}',
  'told.incoming.queued': '{who} is waiting',
  'told.incoming.talking': 'Talking to {who}',
  'told.incoming.held': '{who} is on hold',
  'told.incoming.ended': 'Call from {who} is over: {outcome}',
} as const satisfies Record<ToldKey, string>;

const commands = {
  'command.MakeCall': 'Call',
  'command.AnswerCall': 'Answer',
  'command.DropCall': 'Hang up',
  'command.HoldCall': 'Hold',
  'command.ResumeCall': 'Resume',
  'command.BlindTransferCall': 'Transfer now',
  'command.MakeConsultCall': 'Consult first',
  'command.TransferCall': 'Transfer',
  'command.CancelTransfer': 'Back to the call',
  'command.SwapCalls': 'Swap',
  'command.StartConference': 'Conference',
  'command.SendDtmf': 'Keypad',
  'command.MuteCall': 'Mute',
  'command.UnmuteCall': 'Unmute',
  'command.ParkCall': 'Park',
  'command.RetrieveParkedCall': 'Retrieve',
  'command.PickUpRingingCall': 'Pick up',
  'command.SetAgentState': 'Set state',
  'command.SetQueueLogin': 'Queues',
  'command.ExtendAfterCallWork': 'Extend',
} as const satisfies Record<CommandKey, string>;

/** On the button while the command is on its way. */
const pending = {
  'command.pending.MakeCall': 'Dialling…',
  'command.pending.AnswerCall': 'Answering…',
  'command.pending.DropCall': 'Hanging up…',
  'command.pending.HoldCall': 'Holding…',
  'command.pending.ResumeCall': 'Resuming…',
  'command.pending.BlindTransferCall': 'Transferring…',
  'command.pending.MakeConsultCall': 'Calling…',
  'command.pending.TransferCall': 'Transferring…',
  'command.pending.CancelTransfer': 'Going back…',
  'command.pending.SwapCalls': 'Swapping…',
  'command.pending.StartConference': 'Joining…',
  'command.pending.SendDtmf': 'Sending…',
  'command.pending.MuteCall': 'Muting…',
  'command.pending.UnmuteCall': 'Unmuting…',
  'command.pending.ParkCall': 'Parking…',
  'command.pending.RetrieveParkedCall': 'Retrieving…',
  'command.pending.PickUpRingingCall': 'Picking up…',
  'command.pending.SetAgentState': 'Changing…',
  'command.pending.SetQueueLogin': 'Changing…',
  'command.pending.ExtendAfterCallWork': 'Extending…',
} as const satisfies Record<PendingKey, string>;

export const call = {
  ...phases,
  ...outcomes,
  ...applications,
  ...endReasons,
  ...told,
  ...commands,
  ...pending,
  'told.pickUp': 'Pick up your phone to call {who}',
  'told.pickUpResumed': 'Pick up your phone to resume the call with {who}',
  'told.heldByRemote': '{who} has put you on hold',
  'told.checking': 'Connection lost. Checking whether the call with {who} is still up',
  'phase.agentRinging.hint': 'Then Offhook calls this number:',
  'phase.resuming.hint': 'Pick up your phone',
  'phase.checking.hint': 'Connection lost. Checking whether the call is still up…',
  'phase.holdUnknown.hint': 'Checking: your phone may have the call on hold',
  'phase.ringing.busy': 'Busy',
  'phase.ringing.there': 'Ringing at their end…',
  'told.conference': 'In a conference with {who}',
  'told.muted': 'Muted: {who} cannot hear you',
  'told.unmuted': '{who} can hear you again',
  'outcome.answeredBy': 'Answered by: {what}',
  'outcome.transferredTo': 'Transferred to {who}',
  'command.decline': 'Decline',
  'command.hangUpWho': 'Hang up {who}',
  'command.declineWho': 'Decline {who}',
  'command.again': 'Call again',
  'command.callBack': 'Call back',
  'command.transfer': 'Transfer',
  'command.transferWho': 'Transfer {who}',
  'command.backTo': 'Back to {who}',
  'command.hangUpAll': 'End all',
  'command.joinBoth': 'Connect the two',
  'command.leaveConference': 'Leave',
  'command.withWho': '{command}: {who}',
  'command.remove': 'Remove {who}',
  'command.more': 'More',
  'call.direction.outgoing': 'outgoing',
  'call.direction.incoming': 'incoming',
  'call.withheld': 'Number withheld',
  'call.cannotCallBack': 'This number is withheld: you cannot call back',
  'call.consultFor': 'for {who}',
  'call.conference': 'Conference: {who}',
  'call.parties': 'Parties',
  'call.muted': 'Muted',
  'call.via': 'via {queue}',
  'call.did': 'called {did}',
  'call.answeredBy': 'answered by {who}',
  'call.rang': 'rang {times} times',
  'call.clock.talk': 'Talk time',
  'call.clock.hold': 'Time on hold',
  'call.clock.phase': 'Time in this state',
  'call.about': 'about {length}',
  'call.talked': 'Talked {length}',
  'call.held': 'Held {length}',
  'call.talkedAndHeld': 'Talked {length}, held {held}',
  'call.card': 'Call with {who}',
  'call.dismiss': 'Close',
  'call.list': 'Calls',
} as const;
