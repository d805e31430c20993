// @ts-check
/** What the benches of the engine use of ours; built into out/bench. */
export { AsteriskClient } from '../../src/ami/client.ts';
export { AmiParser } from '../../src/ami/wire/parser.ts';
export { AsteriskConnection } from '../../src/asterisk/line/connection.ts';
