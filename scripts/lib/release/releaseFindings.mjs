// @ts-check
// What keeps a commit from being released: each answers with the reason, or with nothing.

/** Electron's makers keep the three latest major versions (https://www.electronjs.org/docs/latest/tutorial/electron-timelines). */
const SUPPORTED_MAJORS = 3;

/** @param {string} version of package.json @param {string[]} tags that stand at this commit */
export function tagFinding(version, tags) {
  if (!/^\d+\.\d+\.\d+(-(alpha|beta|rc)\.\d+)?$/.test(version))
    return `${version} is not a version to release`;
  if (tags.includes(`v${version}`)) return undefined;
  const others = tags.filter((tag) => /^v\d/.test(tag));
  if (others.length > 0) return `package.json says ${version}, the tag here is ${others.join(', ')}`;
  return `no tag v${version} at this commit`;
}

/** @param {string} version @param {string} changelog */
export function changelogFinding(version, changelog) {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((text) => text.startsWith(`[${version}]`));
  if (section === undefined) return `CHANGELOG.md has no section [${version}]`;
  const [heading = '', ...lines] = section.split('\n');
  if (!/^\[[^\]]+\] - \d{4}-\d{2}-\d{2}$/.test(heading.trim()))
    return `the section [${version}] of CHANGELOG.md has no date`;
  if (!lines.some((line) => line.startsWith('- ')))
    return `the section [${version}] of CHANGELOG.md is empty`;
  const unreleased = sections.find((text) => text.startsWith('[Unreleased]')) ?? '';
  return /^- /m.test(unreleased) ? 'CHANGELOG.md has lines under [Unreleased]' : undefined;
}

/** @param {string} status by `git status --porcelain` */
export function treeFinding(status) {
  const changed = status.split('\n').filter((line) => line !== '');
  return changed.length === 0
    ? undefined
    : `not committed: ${changed.map((line) => line.slice(3)).join(', ')}`;
}

/**
 * @param {string} pinned in package.json
 * @param {string | undefined} locked in package-lock.json
 * @param {string | undefined} latest that is published
 */
export function electronFinding(pinned, locked, latest) {
  if (!/^\d+\.\d+\.\d+$/.test(pinned)) return `Electron ${pinned} is not one version of the stable line`;
  if (locked !== pinned)
    return `Electron is ${pinned} in package.json, ${locked ?? 'nothing'} in package-lock.json`;
  if (latest === undefined) return 'which Electron is the latest could not be asked';
  const behind = Number.parseInt(latest) - Number.parseInt(pinned);
  return behind < SUPPORTED_MAJORS
    ? undefined
    : `Electron ${pinned} is out of support: the latest is ${latest}`;
}

/**
 * @param {Record<string, string>} first hash by file
 * @param {Record<string, string>} second
 */
export function buildFinding(first, second) {
  const files = [...new Set([...Object.keys(first), ...Object.keys(second)])].toSorted();
  if (files.length === 0) return 'nothing was built';
  const other = files.filter((file) => first[file] !== second[file]);
  return other.length === 0 ? undefined : `built twice, not the same: ${other.join(', ')}`;
}
