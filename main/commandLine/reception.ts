import type { Handover } from './handover.ts';

/** Nothing: somebody started the app who is not of this version. */
export type Visit = Handover | undefined;

/** Second starts and links. Those that come before the app is ready for them wait their turn. */
export class Reception {
  #waiting: Visit[] = [];
  #serve: ((visit: Visit) => void) | undefined;

  receive(visit: Visit): void {
    if (this.#serve === undefined) this.#waiting.push(visit);
    else this.#serve(visit);
  }

  open(serve: (visit: Visit) => void): void {
    this.#serve = serve;
    for (const visit of this.#waiting.splice(0)) serve(visit);
  }
}
