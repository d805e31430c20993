import { app } from 'electron';
import type { Stopping } from './base/base.ts';
import type { LogFile } from './log/log.ts';

/** Saying goodbye to the PBX is polite, not needed; no window waits longer than this to close. */
const farewellMs = 3_000;

export interface Quitting {
  /** Stopped side by side; together they have `farewellMs`. */
  readonly parts: readonly Stopping[];
  /** Done after that, and waited for. */
  readonly last: () => void;
  readonly log: LogFile;
}

/** Quits when each part has finished, or has had its time. */
export function quitGracefully({ parts, last, log }: Quitting): void {
  app.once('will-quit', (event) => {
    event.preventDefault();
    const late = new Promise<string>((resolve) => setTimeout(() => resolve('late'), farewellMs));
    const finished = Promise.all(parts.map((part) => part.stop())).then(() => 'done');
    void Promise.race([finished, late])
      .catch((error: unknown) => log.write({ level: 'error', what: 'not finished', error }))
      .then((how) => {
        last();
        log.write({ level: 'info', what: 'quit', how });
        log.close();
        // Not quit(): while the first quit is still being held back, a second one is not heard, and the app would stay without a window.
        app.exit(0);
      });
  });
}
