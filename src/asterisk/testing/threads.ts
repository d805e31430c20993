/**
 * What several threads of Asterisk report, each in its own order. A line is one of `scriptOf`; after a bar it may have a name
 * (`is up`), and wait for others (`after up`): the one is done only once the other is.
 */
export type Thread = readonly string[];

interface Step {
  readonly line: string;
  readonly name: string | undefined;
  readonly after: readonly string[];
}

/**
 * Orders in which the lines can arrive: all of them where they are few, else as many as asked for, drawn the same at each run.
 * @param most orders to try
 */
export function ordersOf(threads: readonly Thread[], most = 300): string[] {
  const steps = threads.map((lines) => lines.map(stepOf));
  const all: string[] = [];
  if (walk(steps, (line) => all.push(line), most)) return all;
  const random = numbers(1);
  const drawn = new Set<string>();
  for (let tries = 0; tries < most * 2 && drawn.size < most; tries += 1) drawn.add(draw(steps, random));
  return [...drawn];
}

/** @returns whether all orders were found */
function walk(steps: readonly Step[][], found: (order: string) => number, most: number): boolean {
  let count = 0;
  const go = (at: readonly number[], done: ReadonlySet<string>, lines: readonly string[]): boolean => {
    const ready = readyOf(steps, at, done);
    if (ready.length === 0) {
      assertOver(steps, at);
      count = found(lines.join('\n'));
      return count <= most;
    }
    return ready.every((thread) => {
      const step = steps[thread]![at[thread]!]!;
      const next = at.with(thread, at[thread]! + 1);
      return go(next, step.name === undefined ? done : new Set([...done, step.name]), [...lines, step.line]);
    });
  };
  return go(
    steps.map(() => 0),
    new Set(),
    [],
  );
}

function draw(steps: readonly Step[][], random: () => number): string {
  const at = steps.map(() => 0);
  const done = new Set<string>();
  const lines: string[] = [];
  for (;;) {
    const ready = readyOf(steps, at, done);
    const thread = ready[Math.floor(random() * ready.length)];
    if (thread === undefined) break;
    const step = steps[thread]![at[thread]!]!;
    at[thread]! += 1;
    if (step.name !== undefined) done.add(step.name);
    lines.push(step.line);
  }
  assertOver(steps, at);
  return lines.join('\n');
}

function readyOf(steps: readonly Step[][], at: readonly number[], done: ReadonlySet<string>): number[] {
  return steps.flatMap((lines, thread) => {
    const step = lines[at[thread]!];
    return step?.after.every((name) => done.has(name)) === true ? [thread] : [];
  });
}

/** A wait for a name that no line has, or in a circle, is a mistake of the test. */
function assertOver(steps: readonly Step[][], at: readonly number[]): void {
  const stuck = steps.flatMap((lines, thread) => lines[at[thread]!]?.line ?? []);
  if (stuck.length > 0) throw new Error(`These wait for ever: ${stuck.join('; ')}`);
}

function stepOf(text: string): Step {
  const [line = '', ...marks] = text.split('|').map((part) => part.trim());
  const named = (word: string): string[] =>
    marks.filter((mark) => mark.startsWith(`${word} `)).map((mark) => mark.slice(word.length + 1));
  return { line, name: named('is')[0], after: named('after') };
}

/** Numbers from 0 to 1 that are the same at each run (Lehmer, 1951). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
