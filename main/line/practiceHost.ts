import type { PracticeNumber } from '../../src/ipc/line.ts';
import type { PracticePbx } from '../../src/practice/practicePbx.ts';
import type { Settings } from '../../src/settings/schema.ts';
import type { Edges } from '../../src/world/edges.ts';

/** The practice PBX, and what it was started with. */
interface Practice {
  readonly extension: string;
  readonly agentName: string;
  readonly started: Promise<PracticePbx>;
}

/** Has the practice phone system run while the line is on it. */
export class PracticeHost {
  readonly #edges: Edges;
  #practice: Practice | undefined;

  constructor(edges: Edges) {
    this.#edges = edges;
  }

  /** @returns the one that runs, where there is one */
  start(settings: Settings): Promise<PracticePbx> {
    this.#practice ??= this.#begin(settings);
    return this.#practice.started;
  }

  /** Whether the one that runs can go on: its calls are only ended when the line is another. */
  isFor({ url, filePath, extension, agentName }: Settings): boolean {
    const practice = this.#practice;
    const isSame = practice?.extension === extension && practice.agentName === agentName;
    return url === '' && filePath === '' && isSame;
  }

  /** What can be dialled there; nothing where it does not run. */
  numbers(): Promise<readonly PracticeNumber[]> {
    const started = this.#practice?.started ?? Promise.reject(new Error('no practice PBX'));
    return started.then(
      ({ numbers }) => numbers,
      () => [],
    );
  }

  async stop(): Promise<void> {
    const started = this.#practice?.started;
    this.#practice = undefined;
    await started?.then(
      (practice) => practice.stop(),
      () => undefined,
    );
  }

  #begin({ agentName, extension }: Settings): Practice {
    const started = import('../../src/practice/practicePbx.ts').then(({ startPracticePbx }) =>
      startPracticePbx({
        edges: this.#edges,
        ...(agentName === '' ? {} : { agentName }),
        ...(extension === '' ? {} : { extension }),
      }),
    );
    // Its awaiter reports a failure; the next use tries again.
    started.catch(() => (this.#practice = undefined));
    return { agentName, extension, started };
  }
}
