/** One line of a packet, as it was spelled. A line without a colon has the name `''`. */
export type AmiHeader = readonly [name: string, value: string];

/** White space by ASCII: what a name, or a value, may have around it. */
const blanks = /^[\t\n\v\f\r ]+|[\t\n\v\f\r ]+$/g;

/** @param line without its line end */
export function toHeader(line: string): AmiHeader {
  const colon = line.indexOf(':');
  if (colon === -1) return ['', line.trim()];
  const name = withoutBlanks(line.slice(0, colon));
  // What a command printed keeps its indentation: only the blank after the colon goes.
  if (name.length === 6 && name.toLowerCase() === 'output') {
    return ['Output', line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1)];
  }
  return [name, line.slice(colon + 1).trim()];
}

/** The values under that name, in order. The spelling of a name changes between versions: case does not count. */
export function* valuesOf(headers: readonly AmiHeader[], name: string): Generator<string, undefined> {
  const wanted = name.toLowerCase();
  // The length first: it saves nearly every toLowerCase in a packet of thirty headers.
  for (const [key, value] of headers)
    if (key.length === wanted.length && key.toLowerCase() === wanted) yield value;
  return undefined;
}

function withoutBlanks(name: string): string {
  // Nearly none has any, and the pattern is slow.
  const hasBlank = name.charCodeAt(0) <= 0x20 || name.charCodeAt(name.length - 1) <= 0x20;
  return hasBlank ? name.replace(blanks, '') : name;
}
