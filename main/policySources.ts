import { userInfo } from 'node:os';
import type { PolicyPlace, PolicyRead } from '../src/settings/policy.ts';
import { policyPath, readPolicy } from './policyFile.ts';
import { runProgram } from './programs.ts';
import { readSystemPolicy } from './systemPolicy.ts';

/**
 * What the administrator decided: by the means of the system where there is such a policy, else by the file.
 * @param testFile a file that is read instead of both, in tests of an app that is not packaged
 */
export async function findPolicy(isPackaged: boolean, testFile: string | undefined): Promise<PolicyRead> {
  const { env, platform } = process;
  const place: PolicyPlace = { user: userInfo().username, env };
  if (!isPackaged && testFile !== undefined) return readPolicy(testFile, place, false);
  const file = readPolicy(policyPath(platform, env), place, isPackaged);
  return (await readSystemPolicy(platform, place, runProgram)) ?? file;
}
