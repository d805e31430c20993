export interface AmiParserOptions {
  /** Longest line, without its line end, in bytes. The longest seen from a real Asterisk has 910. */
  readonly maxLineBytes: number;
  /** Most headers in one packet, `Output` lines included. */
  readonly maxHeaders: number;
  /** Largest packet in bytes. The output of a CLI command on a big PBX can have megabytes. */
  readonly maxPacketBytes: number;
  /** Whether the stream begins with the greeting line. False for a piece cut out of a stream. */
  readonly expectGreeting: boolean;
  /** Of lines that are no UTF-8. */
  readonly charset: string;
  /** A line is no UTF-8. */
  readonly onForeign: () => void;
}

export const parserDefaults: AmiParserOptions = {
  maxLineBytes: 64 * 1024,
  maxHeaders: 250_000,
  maxPacketBytes: 16 * 1024 * 1024,
  expectGreeting: true,
  charset: 'utf-8',
  onForeign: () => undefined,
};
