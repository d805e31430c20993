// @ts-check
// What a command is doing and how far it is: `[2/4] Electron runtime: fetching, 82 of 190 MB (43 %)`.
// On a terminal one line is redrawn, of all steps that are under way; in a log a line is written when a step starts, now and
// then, and at its end. Steps may go on side by side.

const HEARTBEAT_MS = 10_000;
const REDRAW_MS = 1_000;

/** @param {number} ms */
export function duration(ms) {
  const seconds = ms / 1000;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** @param {number} bytes */
export const megabytes = (bytes) => Math.round(bytes / 1e6);

/**
 * Where the steps are written; a part of `tty.WriteStream`.
 * @typedef {{ write: (text: string) => unknown, isTTY?: boolean, columns?: number }} Out
 *
 * @typedef {object} Step
 * @property {(text: string, ratio?: number) => void} report what is going on, and how far (0 to 1) when that is known
 * @property {(text: string) => void} done
 * @property {(text: string) => void} fail
 * @property {(text: string) => void} note a line of its own, kept
 */

/**
 * @param {number} total number of steps
 * @param {Out} [out]
 */
export function createSteps(total, out = process.stderr) {
  let count = 0;
  /** @type {{ title: string, ms: number }[]} */
  const times = [];
  const board = createBoard(out);
  return {
    times,
    /**
     * @param {string} title
     * @param {{ silent?: boolean }} [options] silent between its start and its end: something else writes meanwhile
     */
    next(title, { silent = false } = {}) {
      const head = `[${++count}/${total}] ${title}`;
      return createStep(board, { head, silent }, (ms) => void times.push({ title, ms }));
    },
  };
}

/**
 * The lines of all steps that are under way.
 * @param {Out} out
 */
function createBoard(out) {
  let drawn = false;
  /** What each step that is under way is doing. @type {Map<string, () => string>} */
  const underWay = new Map();
  const draw = () => {
    if (!out.isTTY || underWay.size === 0) return;
    const line = [...underWay.values()].map((text) => text()).join('  |  ');
    out.write(`\r\x1b[K${line.slice(0, (out.columns || 80) - 1)}`);
    drawn = true;
  };
  /** @param {string} line */
  const write = (line) => {
    if (drawn) out.write('\r\x1b[K');
    drawn = false;
    out.write(`${line}\n`);
    draw();
  };
  return { out, underWay, draw, write };
}

/**
 * @param {ReturnType<typeof createBoard>} board
 * @param {{ head: string, silent: boolean }} step
 * @param {(ms: number) => void} ended
 * @returns {Step}
 */
function createStep({ out, underWay, draw, write }, { head, silent }, ended) {
  const startedMs = Date.now();
  let text = '';
  let lastLineMs = startedMs;
  let lastKind = '';

  const doing = () => {
    const seconds = Math.floor((Date.now() - startedMs) / 1000);
    return `${head}${text && `: ${text}`}${seconds > 1 ? `  ${seconds} s` : ''}`;
  };
  const beat = () => {
    if (out.isTTY) draw();
    else if (Date.now() - lastLineMs >= HEARTBEAT_MS) {
      lastLineMs = Date.now();
      out.write(`${doing()}\n`);
    }
  };
  if (!silent) underWay.set(head, doing);
  const timer = silent ? undefined : setInterval(beat, REDRAW_MS);
  timer?.unref();

  /** @param {string} line */
  const end = (line) => {
    clearInterval(timer);
    underWay.delete(head);
    ended(Date.now() - startedMs);
    write(line);
  };

  return {
    report(what, ratio) {
      const kind = what.split(/[,:(]/)[0] ?? '';
      const changed = kind !== lastKind;
      lastKind = kind;
      text = ratio === undefined ? what : `${what} (${Math.floor(Math.min(ratio, 1) * 100)} %)`;
      if (changed && !out.isTTY) out.write(`${head}: ${text} ...\n`);
      else beat();
    },
    done(what) {
      const ms = Date.now() - startedMs;
      end(`${head}: ${what}${ms < 50 ? '' : ` (${duration(ms)})`}`);
    },
    fail: (what) => end(`${head}: ${what}`),
    note: (what) => write(what),
  };
}
