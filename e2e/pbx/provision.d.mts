export interface MissingThing {
  what: string;
  /** The command, or the deed, that brings it. */
  bring: string;
}
export const debianPackages: string[];
export function asteriskRoot(version: 22 | 16): string;
export function missingForAsterisk(): MissingThing[];
export function provisionAsterisk(options?: {
  versions?: (22 | 16)[];
  log?: (line: string) => void;
}): Promise<Record<22 | 16, { root: string }>>;
