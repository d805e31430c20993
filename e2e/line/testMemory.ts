import type { LineMemory, LineRecord } from '../../src/asterisk/options/memory.ts';

/** What a file would hold between two starts of the panel: written and read as JSON, as the file is. */
export class TestMemory implements LineMemory {
  readonly last: LineRecord | undefined;
  #written: string | undefined;

  constructor(written?: string) {
    this.#written = written;
    this.last = read(written);
  }

  keep(record: LineRecord): void {
    this.#written = JSON.stringify(record);
  }

  get kept(): LineRecord | undefined {
    return read(this.#written);
  }

  /** For the panel that is started next. */
  next(): TestMemory {
    return new TestMemory(this.#written);
  }
}

function read(written: string | undefined): LineRecord | undefined {
  return written === undefined ? undefined : (JSON.parse(written) as LineRecord);
}
