// @ts-check
// What a package says it is. On any runtime but the official Electron that package.json names, the version itself says
// that it is for tests: as a pre-release it sorts before the release, so that no updater takes it for one.

/**
 * @param {string} version of package.json
 * @param {{ version: string, official: boolean }} runtime
 */
export function packageVersion(version, runtime) {
  if (runtime.official) return version;
  if (!/^\d+\.\d+\.\d+$/.test(runtime.version))
    throw new Error(`The Electron to pack is ${runtime.version}: nothing is made with it.`);
  return `${version}-test.electron${runtime.version}`;
}

/**
 * Why this may not be packed; undefined when it may.
 * @param {string} version of the package
 * @param {{ packed: (string | undefined)[], pinned: string }} electron versions found in what is packed; the one that users are to get
 */
export function refusal(version, { packed, pinned }) {
  const other = packed.find((found) => found !== undefined && found !== pinned);
  if (other === undefined || version.endsWith(`-test.electron${other}`)) return undefined;
  return `This is Electron ${other}, not the official ${pinned}: good for tests, not for ${version}.`;
}
