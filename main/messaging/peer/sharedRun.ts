/**
 * One run at a time of something that costs. Who asks while it runs shares the next one: what is under way may have looked before their
 * connection was there. However many ask, two runs answer them all.
 */
export class SharedRun<Answer> {
  readonly #work: () => Promise<Answer>;
  #running: Promise<Answer> | undefined;
  #next: Promise<Answer> | undefined;

  constructor(work: () => Promise<Answer>) {
    this.#work = work;
  }

  /** The answer of a run that begins from now on; rejects as the work does. */
  run(): Promise<Answer> {
    if (this.#running === undefined) return this.#start();
    const start = (): Promise<Answer> => this.#start();
    return (this.#next ??= this.#running.then(start, start));
  }

  #start(): Promise<Answer> {
    this.#next = undefined;
    const running = this.#work().finally(() => {
      if (this.#running === running) this.#running = undefined;
    });
    this.#running = running;
    return running;
  }
}
