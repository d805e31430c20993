import type { RunProgram } from '../../os/programs.ts';
import { LinuxPeers } from './linuxPeers.ts';
import { MacPeers } from './macPeers.ts';
import type { Peers } from './peers.ts';
import { WindowsPeers } from './windowsPeers.ts';

/** As the system that this is can say. */
export function peersOfSystem(platform: string, run: RunProgram, env = process.env): Peers {
  if (platform === 'win32') return new WindowsPeers(run, env.SystemRoot ?? 'C:\\Windows', process.pid);
  if (platform === 'darwin') return new MacPeers(run, process.getuid?.() ?? -1);
  return new LinuxPeers();
}
