import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * The Debian archives this machine itself installs from, best first.
 *
 * `apt-get indextargets` is apt's own reading of its sources, one-line and deb822 alike (apt-get(8)). An archive
 * serves every suite beside the one that is installed, so the machine's mirror has the suites we want as well.
 * `OFFHOOK_DEBIAN_MIRROR` comes before all of them.
 *
 * @returns {string[]} base addresses, such as the `URIs:` of a deb822 source; empty when apt knows none
 */
export function debianMirrors() {
  const own = process.env['OFFHOOK_DEBIAN_MIRROR'];
  const found = own ? [own] : [];
  const rows = aptTargets();
  // Origin and label are known only once the lists have been fetched; before that they are empty.
  const archives = rows.filter(
    (row) =>
      (row.origin === 'Debian' || row.origin === '') &&
      !/security/i.test(`${row.label} ${row.suite} ${row.uri}`) &&
      row.component === 'main',
  );
  archives.sort((a, b) => Number(a.suite.includes('-')) - Number(b.suite.includes('-')));
  for (const { uri } of archives) found.push(...resolveMirrorList(uri));
  return [...new Set(found.map((uri) => uri.replace(/\/+$/, '')))];
}

function aptTargets() {
  const format = '$(REPO_URI)|$(ORIGIN)|$(LABEL)|$(RELEASE)|$(COMPONENT)';
  try {
    const text = execFileSync('apt-get', ['indextargets', '--format', format, 'Created-By: Packages'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [uri = '', origin = '', label = '', suite = '', component = ''] = line.split('|');
        return { uri, origin, label, suite, component };
      });
  } catch {
    return [];
  }
}

/** Cloud images name a file of mirrors, `mirror+file:/etc/apt/mirrors/debian.list` (apt-transport-mirror(1)). */
function resolveMirrorList(uri) {
  const list = /^mirror\+file:(\/.*?)\/*$/.exec(uri)?.[1];
  if (list === undefined) return /^(https?|file|ftp):/.test(uri) ? [uri] : [];
  try {
    return readFileSync(list, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/)[0] ?? '')
      .filter((entry) => /^(https?|file|ftp):/.test(entry));
  } catch {
    return [];
  }
}
