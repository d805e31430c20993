import { readdirSync, readFileSync } from 'node:fs';

/** Ticks of /proc/PID/stat in a second: USER_HZ, 100 on every Linux that Chromium runs on (proc(5)). */
const ticksPerSecond = 100;

/** A process and all that it started, as long as they live. */
export function treeOf(pid: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const parent = Number(fieldsOf(Number(entry))[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
  }
  const tree = [pid];
  for (const one of tree) tree.push(...(children.get(one) ?? []));
  return tree;
}

/** Memory of all of them, each shared page counted once (Pss), MiB. */
export function memoryOf(pids: readonly number[]): number {
  const kilobytes = pids.map((pid) => {
    const [, pss = '0'] = /^Pss:\s+(\d+) kB$/m.exec(read(pid, 'smaps_rollup')) ?? [];
    return Number(pss);
  });
  return sum(kilobytes) / 1024;
}

/** Processor time that all of them have used since they began, seconds. */
export function processorTimeOf(pids: readonly number[]): number {
  return (
    sum(pids.map((pid) => Number(fieldsOf(pid)[11] ?? 0) + Number(fieldsOf(pid)[12] ?? 0))) / ticksPerSecond
  );
}

/** What follows the name in /proc/PID/stat, which is in brackets and may hold anything: state, parent, … (proc(5)). */
function fieldsOf(pid: number): readonly string[] {
  const stat = read(pid, 'stat');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    // It has ended meanwhile.
    return '';
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
