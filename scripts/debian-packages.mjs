// @ts-check
// node scripts/debian-packages.mjs: prints the command that installs all Debian packages that any command here needs.
import { installCommand } from './lib/apt.mjs';
import { DEBIAN_PACKAGES } from './lib/debianPackages.mjs';

process.stdout.write(`${installCommand(Object.values(DEBIAN_PACKAGES).flat())}\n`);
