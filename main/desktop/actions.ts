import type { CommandResult, CtiCommand } from '../../src/cti/command.ts';
import type { Translate } from '../../src/words/words.ts';
import { type Note, troubleNote } from '../ringing/note.ts';
import type { DeskAction } from '../actions/action.ts';

export interface DeskActionsOptions {
  readonly execute: (command: CtiCommand, place?: string) => Promise<CommandResult>;
  readonly showPanel: (callId?: string) => void;
  /** Opens the panel with the number filled in, or ready for one to be typed. */
  readonly dial: (number?: string) => void;
  readonly showSettings: () => void;
  readonly quit: () => void;
  /** The call that is talked on is put on hold when another one is answered. */
  readonly holdOthers: () => boolean;
  readonly tell: (note: Note) => void;
  readonly t: Translate;
}

/** Does what is chosen in the tray or at a notification; a notification shows what came to nothing, as there is no better place. */
export function deskActions(options: DeskActionsOptions): (action: DeskAction) => Promise<void> {
  const { execute, showPanel, dial, showSettings, quit } = options;
  return async (action) => {
    switch (action.type) {
      case 'showPanel':
        showPanel(action.callId);
        return;
      case 'dial':
        dial(action.number);
        return;
      case 'command': {
        const command = completed(action.command, options.holdOthers);
        const trouble = troubleOf(await execute(command, action.place), command, options.t);
        if (trouble !== undefined) options.tell(trouble);
        return;
      }
      case 'openSettings':
        showSettings();
        return;
      case 'quit':
        quit();
        return;
    }
  };
}

/** What becomes of the other call is decided when the button is pressed, not when it was shown. */
export function completed(command: CtiCommand, holdOthers: () => boolean): CtiCommand {
  if (command.type !== 'AnswerCall' || !holdOthers()) return command;
  return { ...command, holdOthers: true };
}

function troubleOf(result: CommandResult, command: CtiCommand, t: Translate): Note | undefined {
  const callId = 'callId' in command ? command.callId : undefined;
  switch (result.status) {
    case 'done':
      return undefined;
    case 'refused':
      return troubleNote(t(`refusal.${result.code}`), result.code, callId, t);
    case 'timedOut':
      return troubleNote(t('wish.timedOut'), 'timedOut', callId, t);
  }
}
