import type { CommandResult, RefusalCode } from '../../src/cti/command.ts';
import { supportCode } from '../../src/words/supportCode.ts';
import type { Translate } from '../../src/words/words.ts';
import type { WishDenial } from '../actions/wish.ts';
import { startExitCodes, type StartAnswer } from './answer.ts';
import type { RequestFault } from './request.ts';
import type { StartFault } from './startFault.ts';

/** The answer to a command that the line has settled: an exit code for scripts, words and a code for people. */
export function answerTo(result: CommandResult, t: Translate): StartAnswer {
  switch (result.status) {
    case 'done':
      return { exitCode: startExitCodes.done, stdout: '', stderr: '' };
    case 'refused':
      return refusal(result.code, t);
    case 'timedOut':
      return { exitCode: startExitCodes.timedOut, stdout: '', stderr: line(t('wish.timedOut'), 'timedOut') };
  }
}

/** Of a command, or because no call is meant. */
export function refusal(code: RefusalCode | WishDenial, t: Translate): StartAnswer {
  const exitCode = code === 'notConnected' ? startExitCodes.notConnected : startExitCodes.refused;
  const words = code === 'noSuchCall' || code === 'whichCall' ? t(`wish.${code}`) : t(`refusal.${code}`);
  return { exitCode, stdout: '', stderr: line(words, code) };
}

function line(words: string, code: string): string {
  return `offhook: ${words} (${supportCode(code)})\n`;
}

export function done(stdout = ''): StartAnswer {
  return { exitCode: startExitCodes.done, stdout, stderr: '' };
}

/** There is no running app to ask. */
export const notRunning: StartAnswer = {
  exitCode: startExitCodes.notConnected,
  stdout: `${JSON.stringify({ running: false })}\n`,
  stderr: 'offhook: Offhook is not running\n',
};

export const noAnswer: StartAnswer = {
  exitCode: startExitCodes.timedOut,
  stdout: '',
  stderr: 'offhook: the running Offhook did not answer\n',
};

/** There is none, and none could start. On a terminal: English. */
export function startFaultAnswer(fault: StartFault, asked: 'status' | 'other'): StartAnswer {
  if (fault.code === 'runningNotAnswering') return noAnswer;
  const name = fault.code === 'dataFolderNotWritable' ? 'data folder' : 'folder for temporary files';
  return {
    exitCode: startExitCodes.file,
    stdout: asked === 'status' ? `${JSON.stringify({ running: false, fault: fault.code })}\n` : '',
    stderr: line(
      `the ${name} ${JSON.stringify(fault.folder)} cannot be written: ${fault.detail}`,
      fault.code,
    ),
  };
}

/** On a terminal: English, as the engine's command line is. */
export function usageFault(fault: RequestFault): StartAnswer {
  return { exitCode: startExitCodes.usage, stdout: '', stderr: `offhook: ${told(fault)}\n` };
}

function told(fault: RequestFault): string {
  switch (fault.code) {
    case 'badLink':
      return `no number to dial in the link: ${fault.why}`;
    case 'severalRequests':
      return 'one thing at a time: a link, --answer, --hangup, --hold, --status or history';
    case 'severalFormats':
      return 'one format at a time: --json or --csv';
    case 'linkWithOption':
      return 'a link goes alone, without an option';
    case 'unknownOption':
      return `unknown option ${JSON.stringify(fault.argument)}: is ${fault.meant} meant?`;
    case 'unknownArgument':
      return `unknown argument ${JSON.stringify(fault.argument.slice(0, 100))}`;
  }
}
