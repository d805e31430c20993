import { type CallCommandType, type CommandResult, refused } from '../../cti/command.ts';
import type { DenialCode } from '../../cti/denial.ts';
import type { CallStory } from '../calls/story/callStory.ts';
import type { LineOptions } from '../options/lineOptions.ts';
import type { CallCommandOf, CallControl, ControlContext } from './control/control.ts';

/** The controls of a command, best first. */
type Chain<Type extends CallCommandType> = readonly CallControl<Type>[];
export type Chains = { readonly [Type in CallCommandType]?: Chain<Type> };

/** Which settings choose among the controls of which command; a resumption follows from how the call is held. */
const choices: Readonly<Partial<Record<CallCommandType, 'answer' | 'hold' | 'transfer'>>> = {
  AnswerCall: 'answer',
  HoldCall: 'hold',
  MakeConsultCall: 'transfer',
};

/** The controls that the settings allow. */
function allowed<Type extends CallCommandType>(
  chain: Chain<Type>,
  type: Type,
  options: LineOptions,
): Chain<Type> {
  const setting = choices[type];
  const chosen = setting === undefined ? 'auto' : (options.controls?.[setting] ?? 'auto');
  return chosen === 'auto' ? chain : chain.filter(({ name }) => name === chosen);
}

function controlsFor<Type extends CallCommandType>(
  chain: Chain<Type>,
  type: Type,
  context: ControlContext,
  story: CallStory,
): Chain<Type> {
  const hasSoftphone = context.options.softphone !== undefined;
  return allowed(chain, type, context.options).filter(
    (control) => (control.bySoftphone !== true || hasSoftphone) && (control.appliesTo?.(story) ?? true),
  );
}

/** Why none of the controls would work now; `undefined`: one would. */
export function denialOf<Type extends CallCommandType>(
  chain: Chain<Type>,
  type: Type,
  context: ControlContext,
  story: CallStory,
): DenialCode | undefined {
  let reason: DenialCode | undefined;
  for (const control of controlsFor(chain, type, context, story)) {
    const code = denies(control, context, story);
    if (code === undefined) return undefined;
    // What the agent can do something about goes before what only the administrator can.
    if (reason === undefined || reason === 'rightMissing') reason = code;
  }
  return reason ?? noneAllowed[type] ?? 'rightMissing';
}

function denies<Type extends CallCommandType>(
  control: CallControl<Type>,
  context: ControlContext,
  story: CallStory,
): DenialCode | undefined {
  const lacksParty = control.needsParty === true && story.call.application !== undefined;
  const code = control.denial(context, story);
  // That a right is missing goes first: it is not even looked for then.
  return lacksParty && code !== 'rightMissing' ? 'noOtherParty' : code;
}

/** No control is for it: the phone itself is. */
const noneAllowed: Readonly<Partial<Record<CallCommandType, DenialCode>>> = {
  AnswerCall: 'answerOnPhone',
  ResumeCall: 'resumeOnPhone',
};

/** The control that would carry the command out. */
export function firstOf<Type extends CallCommandType>(
  chain: Chain<Type>,
  type: Type,
  context: ControlContext,
  story: CallStory,
): CallControl<Type> | undefined {
  return controlsFor(chain, type, context, story).find(
    (control) => denies(control, context, story) === undefined,
  );
}

/** Carries the command out by the first control that would work; one that finds it cannot gives over to the next. */
export async function runChain<Type extends CallCommandType>(
  chain: Chain<Type>,
  context: ControlContext,
  story: CallStory,
  command: CallCommandOf<Type> & { readonly type: Type },
): Promise<CommandResult> {
  for (const control of controlsFor(chain, command.type, context, story)) {
    if (denies(control, context, story) !== undefined) continue;
    const result = await control.run(context, story, command);
    if (result !== 'unable') return result;
    context.edges.log({
      level: 'info',
      what: 'control unable',
      command: command.type,
      control: control.name,
    });
    if (story.call.state === 'ended') return refused('callEnded');
  }
  return refused(denialOf(chain, command.type, context, story) ?? 'refusedByPbx');
}
