// Imported first by every command, so that an old Node gets a sentence instead of a stack trace.
// Whatever is imported statically together with it must still parse on such a Node.
import { readFileSync } from 'node:fs';

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const wanted = /(\d+)\.(\d+)/.exec(manifest.engines.node) || [];
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < Number(wanted[1]) || (major === Number(wanted[1]) && minor < Number(wanted[2]))) {
  process.stderr.write(
    `Offhook needs Node ${wanted[1]}.${wanted[2]} or newer; this is Node ${process.versions.node} (${process.execPath}).\n` +
      'Install a newer one from https://nodejs.org, or with your version manager, for example: nvm install 22\n',
  );
  process.exit(1);
}
