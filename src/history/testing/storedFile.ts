import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Every version of the file but today's. */
export const storedVersions = ['v1', 'v2', 'v3'] as const;

/**
 * Puts a file of an earlier version in place, as that version left it. `v1`: of `line` an answered call with its consultation, one missed,
 * one missed that is done and has a note, and one that runs; then `noJson`, `noCall` and `runningNoJson`, whose rows no version can read;
 * one of `other`. `v2` and `v3`: the same after their migrations, before anything was read.
 */
export function placeStoredFile(version: (typeof storedVersions)[number], path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, gunzipSync(readFileSync(new URL(`files/${version}.db.gz`, import.meta.url))));
}
