import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { UpdatePlan } from './updater.ts';

const packageSchema = z.object({
  updates: z.object({ key: z.string().default(''), feed: z.string().default('') }).optional(),
});

/**
 * The key that updates must be signed with and where they are, as `scripts/release/package.mjs` wrote them into the package's own
 * package.json: in the archive, whose integrity Electron watches over where it can. Empty where there are none.
 */
export function updatesOfBuild(appPath: string): Pick<UpdatePlan, 'key' | 'feed'> {
  const manifest: unknown = JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8'));
  const { updates } = packageSchema.parse(manifest);
  return updates ?? { key: '', feed: '' };
}
