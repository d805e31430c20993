import type { PbxView } from './pbxView.ts';

/** Which views a thing concerns, found at once however many there are. */
export class ViewIndex {
  readonly #views = new Map<string, Set<PbxView>>();
  readonly #keysOf = new Map<PbxView, ReadonlySet<string>>();
  /** Views whose keys may be others by now. */
  readonly #touched = new Set<PbxView>();

  get all(): Iterable<PbxView> {
    return this.#keysOf.keys();
  }

  get size(): number {
    return this.#keysOf.size;
  }

  has(view: PbxView): boolean {
    return this.#keysOf.has(view);
  }

  add(view: PbxView): void {
    this.#keysOf.set(view, new Set());
    this.#touched.add(view);
  }

  remove(view: PbxView): void {
    this.#touched.delete(view);
    for (const key of this.#keysOf.get(view) ?? []) this.#forget(key, view);
    this.#keysOf.delete(view);
  }

  /** What concerns the view may be something else by now. */
  touch(view: PbxView): void {
    if (this.#keysOf.has(view)) this.#touched.add(view);
  }

  /** Adds those that this key concerns. */
  find(key: string, found: Set<PbxView>): void {
    const views = this.#views.get(key);
    if (views !== undefined) for (const view of views) found.add(view);
  }

  /** Before each search. */
  refresh(): void {
    if (this.#touched.size === 0) return;
    for (const view of this.#touched) this.#place(view);
    this.#touched.clear();
  }

  #place(view: PbxView): void {
    const before = this.#keysOf.get(view);
    const now = new Set(view.concerns());
    this.#keysOf.set(view, now);
    for (const key of before ?? []) if (!now.has(key)) this.#forget(key, view);
    for (const key of now) {
      const views = this.#views.get(key);
      if (views === undefined) this.#views.set(key, new Set([view]));
      else views.add(view);
    }
  }

  #forget(key: string, view: PbxView): void {
    const views = this.#views.get(key);
    views?.delete(view);
    if (views?.size === 0) this.#views.delete(key);
  }
}
