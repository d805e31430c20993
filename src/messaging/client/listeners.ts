type Listener<Value> = (value: Value) => void;

/** Who wants to be told what. A listener that throws does not keep the others from being told. */
export class Listeners<Events> {
  readonly #sets: { [Name in keyof Events]?: Set<Listener<Events[Name]>> } = {};

  add<Name extends keyof Events>(name: Name, listener: Listener<Events[Name]>): () => void {
    const set = (this.#sets[name] ??= new Set());
    set.add(listener);
    return () => set.delete(listener);
  }

  tell<Name extends keyof Events>(name: Name, value: Events[Name]): void {
    for (const listener of this.#sets[name] ?? []) {
      try {
        listener(value);
      } catch (error) {
        // The page's own fault, for the page's own console.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
