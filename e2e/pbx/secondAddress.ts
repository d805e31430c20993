import { execFileSync } from 'node:child_process';
import { networkInterfaces } from 'node:os';

/** For tests of networks (RFC 2544): no one has it, and it leads nowhere. */
const address = [198, 18, 0, 1] as const;
/** linux/sockios.h */
const setAddress = 0x8916;

/**
 * Sees to it that this computer has an address beside 127.0.0.1: Asterisk offers no other of the loopback as a way for sound, and where
 * there is no network, a WebRTC call is without one. By perl, which every Debian has; `ip` is not everywhere.
 */
export function haveSecondAddress(): void {
  const interfaces = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  if (interfaces.some(({ family, address: known }) => family === 'IPv4' && !known.startsWith('127.'))) return;
  const script = `
    use Socket;
    socket(my $s, AF_INET, SOCK_DGRAM, 0) or die "socket: $!";
    my $request = pack('a16 S n C4 x8', 'lo:offhook', AF_INET, 0, ${address.join(', ')});
    ioctl($s, ${setAddress}, $request) or die "SIOCSIFADDR: $!";`;
  execFileSync('perl', ['-e', script], { stdio: ['ignore', 'ignore', 'pipe'] });
}
