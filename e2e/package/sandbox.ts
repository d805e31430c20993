import { expect } from '../expect.ts';
import { readFileSync, readlinkSync } from 'node:fs';

/**
 * That a process is in Chromium's sandbox: its system calls are filtered, it gets no new rights, and it is in namespaces of its own.
 * @param namespaces `user` only where ordinary users may make one; else a helper with root's rights makes the others
 */
export function expectSandboxed(pid: string, namespaces: readonly ('user' | 'pid' | 'net')[]): void {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  expect(status).toMatch(/^Seccomp:\t2$/m);
  expect(status).toMatch(/^NoNewPrivs:\t1$/m);
  for (const namespace of namespaces) {
    const own = readlinkSync(`/proc/self/ns/${namespace}`);
    expect(readlinkSync(`/proc/${pid}/ns/${namespace}`), namespace).not.toBe(own);
  }
}
