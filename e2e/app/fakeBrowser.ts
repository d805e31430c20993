import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What opens addresses on this system (`xdg-open`), replaced by one that only remembers what it was given. */
export class FakeBrowser {
  readonly env: { readonly PATH: string };
  readonly #log: string;

  /** @param folder where it lives; made if need be */
  constructor(folder: string) {
    const bin = join(folder, 'browser');
    mkdirSync(bin, { recursive: true });
    this.#log = join(bin, 'opened');
    const program = join(bin, 'xdg-open');
    // One write of one line each, so that two at once do not mix.
    writeFileSync(program, `#!/bin/sh\nprintf '%s|%s\\n' "$#" "$*" >> '${this.#log}'\n`);
    chmodSync(program, 0o755);
    this.env = { PATH: `${bin}:${process.env.PATH ?? ''}` };
  }

  /** The addresses, in order. @throws Error when it was started with anything but one argument */
  opened(): readonly string[] {
    if (!existsSync(this.#log)) return [];
    const lines = readFileSync(this.#log, 'utf8').split('\n').slice(0, -1);
    return lines.map((line) => {
      const [, count, address = ''] = /^(\d+)\|(.*)$/s.exec(line) ?? [];
      if (count !== '1') throw new Error(`the browser was started with: ${line}`);
      return address;
    });
  }
}
