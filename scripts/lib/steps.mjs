// @ts-check
// What a command is doing and how far it is: `[2/4] Electron runtime: fetching, 82 of 190 MB (43 %)`.
// On a terminal one line is redrawn; in a log a line is written when a step starts, now and then, and at its end.

const HEARTBEAT_MS = 10_000;
const REDRAW_MS = 1_000;

/** @param {number} ms */
export function duration(ms) {
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** @param {number} bytes */
export const megabytes = (bytes) => Math.round(bytes / 1e6);

/**
 * @typedef {object} Step
 * @property {(text: string, ratio?: number) => void} report what is going on, and how far (0 to 1) when that is known
 * @property {(text: string) => void} done
 * @property {(text: string) => void} fail
 * @property {(text: string) => void} note a line of its own, kept
 */

/**
 * @param {number} total number of steps
 * @param {NodeJS.WriteStream} [out]
 */
export function createSteps(total, out = process.stderr) {
  let count = 0;
  /** @type {{ title: string, ms: number }[]} */
  const times = [];

  /**
   * @param {string} title
   * @param {{ silent?: boolean }} [options] silent between its start and its end: something else writes meanwhile
   * @returns {Step}
   */
  function next(title, { silent = false } = {}) {
    const head = `[${++count}/${total}] ${title}`;
    const startedMs = Date.now();
    let text = '';
    let lastLineMs = startedMs;
    let lastKind = '';
    let drawn = false;

    const draw = () => {
      const seconds = Math.floor((Date.now() - startedMs) / 1000);
      const line = `${head}${text && `: ${text}`}${seconds > 1 ? `  ${seconds} s` : ''}`;
      if (out.isTTY) {
        out.write(`\r\x1b[K${line.slice(0, (out.columns || 80) - 1)}`);
        drawn = true;
      } else if (Date.now() - lastLineMs >= HEARTBEAT_MS) {
        out.write(`${line}\n`);
        lastLineMs = Date.now();
      }
    };
    const timer = silent ? undefined : setInterval(draw, REDRAW_MS);
    timer?.unref();

    /** @param {string} line */
    const write = (line) => {
      if (drawn) out.write('\r\x1b[K');
      drawn = false;
      out.write(`${line}\n`);
    };
    /** @param {string} line */
    const end = (line) => {
      clearInterval(timer);
      times.push({ title, ms: Date.now() - startedMs });
      write(line);
    };

    return {
      report(what, ratio) {
        const kind = what.split(/[,:(]/)[0] ?? '';
        const changed = kind !== lastKind;
        lastKind = kind;
        text = ratio === undefined ? what : `${what} (${Math.floor(Math.min(ratio, 1) * 100)} %)`;
        if (out.isTTY) draw();
        else if (changed) out.write(`${head}: ${text} ...\n`);
        else draw();
      },
      done(what) {
        const ms = Date.now() - startedMs;
        end(`${head}: ${what}${ms > 1000 ? ` (${duration(ms)})` : ''}`);
      },
      fail: (what) => end(`${head}: ${what}`),
      note: (what) => write(what),
    };
  }

  return { next, times };
}
