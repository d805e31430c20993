// @ts-check
import { answers } from './answers.mjs';
import { ends } from './ends.mjs';
import { framing } from './framing.mjs';
import { greetings } from './greetings.mjs';
import { lists } from './lists.mjs';
import { sending } from './sending.mjs';
import { volume } from './volume.mjs';

/**
 * What one case is: a manager's port that behaves in its way, and what a client has to make of it.
 * @typedef {object} Case
 * @property {string} title
 * @property {(pbx: import('../fakePbx.mjs').FakePbx) => import('../fakePbx.mjs').Script} [script]
 * @property {(player: import('../player.mjs').Player) => Promise<string | undefined>} play says what is wrong
 * @property {(pbx: import('../fakePbx.mjs').FakePbx) => string | undefined} [check] the same, as the PBX saw it
 */

/** @type {readonly Case[]} */
export const cases = [...greetings, ...framing, ...answers, ...lists, ...sending, ...volume, ...ends];

/** @param {string} title */
export function caseOf(title) {
  const found = cases.find((one) => one.title === title);
  if (found === undefined) throw new Error(`There is no case ${title}.`);
  return found;
}
