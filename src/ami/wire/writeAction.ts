import type { AmiAction, AmiValue } from './action.ts';
import { AmiError } from './error.ts';
import { assertSafe } from './safety.ts';

/** manager.c, `struct mansession_session`: `char inbuf[1025]`, a line with its CR LF has to fit into 1,024 bytes. */
export const maxActionLineBytes = 1024;

/** manager.h, `AST_MAX_MANHEADERS`: lines per action, `Action` and `ActionID` included. */
export const maxActionHeaders = 128;

/**
 * The bytes of an action, with the empty line that ends it.
 *
 * It refuses, before a byte is written, what Asterisk would misread or what must never reach a PBX (`safety.ts`). Values never
 * appear in the error, only the names of their fields: one of them may be the secret.
 * @throws AmiError `badField`, `lineTooLong`, `tooManyHeaders`, `unsafeAction`
 */
export function writeAction(action: AmiAction, actionId: string): Buffer {
  const lines = [toLine(action.name, 'Action', action.name), toLine(action.name, 'ActionID', actionId)];
  for (const [name, value] of action.fields) {
    if (!/^[a-z][\w-]*$/i.test(name)) {
      throw new AmiError('badField', `${shown(action.name)} has a field whose name is not a word.`);
    }
    if (/^action(id)?$/i.test(name)) {
      throw new AmiError('badField', `${shown(action.name)} may not set ${name}.`, {
        action: action.name,
      });
    }
    lines.push(toLine(action.name, name, value));
  }
  if (lines.length > maxActionHeaders) {
    throw new AmiError(
      'tooManyHeaders',
      `${action.name} has ${lines.length} lines; Asterisk reads at most ${maxActionHeaders}.`,
      { action: action.name },
    );
  }
  assertSafe(action);
  return Buffer.from(`${lines.join('')}\r\n`);
}

function toLine(action: string, name: string, value: AmiValue): string {
  const text = String(value);
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new AmiError('badField', `${name} of ${shown(action)} is not a number.`);
  }
  // Any of the three would end the line and let the rest pass as further headers or as a second action.
  if (/[\r\n\0]/.test(text)) {
    throw new AmiError('badField', `${name} of ${shown(action)} has a line break or a NUL in it.`);
  }
  const line = `${name}: ${text}\r\n`;
  const bytes = Buffer.byteLength(line);
  if (bytes > maxActionLineBytes) {
    throw new AmiError(
      'lineTooLong',
      `${name} of ${shown(action)} makes a line of ${bytes} bytes; Asterisk reads at most ${maxActionLineBytes}.`,
    );
  }
  return line;
}

/** The action's name, when it can be one: it goes into error texts. */
function shown(action: string): string {
  return /^\w{1,40}$/.test(action) ? action : 'An action';
}
