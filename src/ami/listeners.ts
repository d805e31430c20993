/** Those who want to know. One that throws is reported and does not starve the others. */
export class Listeners<T> {
  readonly #listeners = new Set<(value: T) => void>();
  /** The same at this moment: a listener that is added during an `emit` does not hear that value. */
  #list: readonly ((value: T) => void)[] = [];
  readonly #onError: (error: unknown) => void;

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  /** Returns the function that takes the listener away again. */
  add(listener: (value: T) => void): () => void {
    // Wrapped, so that the same function added twice is two listeners and each is removed by its own handle.
    const own = (value: T): void => listener(value);
    this.#listeners.add(own);
    this.#list = [...this.#listeners];
    return () => {
      if (this.#listeners.delete(own)) this.#list = [...this.#listeners];
    };
  }

  emit(value: T): void {
    for (const listener of this.#list) {
      if (!this.#listeners.has(listener)) continue;
      try {
        listener(value);
      } catch (error) {
        this.#onError(error);
      }
    }
  }
}
