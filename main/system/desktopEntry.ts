/**
 * A command line for the `Exec` of a desktop entry: arguments in double quotes, with what would mean something in them escaped
 * (freedesktop.org, Desktop Entry Specification, "The Exec key": first the quoting, then that of every string value).
 */
export function execLine(command: readonly string[]): string {
  return command.map(quoted).join(' ');
}

function quoted(argument: string): string {
  const literal = argument.replaceAll('%', '%%');
  if (/^[\w%+,./:=@-]+$/.test(literal)) return literal;
  const inQuotes = literal.replaceAll(/["`$\\]/g, (character) => `\\${character}`);
  return `"${inQuotes}"`.replaceAll('\\', '\\\\');
}
