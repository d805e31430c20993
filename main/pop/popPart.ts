import type { popChannels } from '../../src/ipc/pop.ts';
import type { Settings } from '../../src/settings/schema.ts';
import type { Base, Configured, Stopping } from '../base/base.ts';
import type { HandlersOf } from '../ipc/ipc.ts';
import { openOutside } from '../os/outside.ts';
import { PopHost, type PopHostOptions } from './popHost.ts';
import { post } from './post.ts';
import { Runner } from './runner.ts';
import { ToldFile } from './toldFile.ts';
import { Webhook } from './webhook.ts';

/** A key that is shorter can be found by trying (RFC 2104, 3: no shorter than the hash). */
const shortestKey = 32;

export interface PopPart extends Configured, Stopping {
  readonly handlers: HandlersOf<typeof popChannels>;
}

/** The page of a call in the CRM, and what else an administrator has done at a call. */
export async function createPop(
  { about, edges, files, readFile, userData }: Base,
  { line, namedCall }: Pick<PopHostOptions, 'line' | 'namedCall'>,
): Promise<PopPart> {
  const { clock, log, newId } = edges;
  const runner = new Runner({ clock, log });

  async function webhookFor({
    webhookUrl,
    webhookKeyFile,
    webhookCaFile,
  }: Settings): Promise<Webhook | undefined> {
    if (webhookUrl === '') return undefined;
    const key = await readFile(webhookKeyFile);
    if (key.length < shortestKey) throw new Error(`the key has less than ${shortestKey} bytes`);
    const ca =
      webhookCaFile === '' ? undefined : Buffer.from(await readFile(webhookCaFile)).toString('latin1');
    const target = { url: new URL(webhookUrl), key, ca, agent: `Offhook/${about.version}` };
    return new Webhook(target, { clock, newId, log, post });
  }

  const host = new PopHost({
    clock,
    log,
    told: await ToldFile.open(userData('shown-calls.json'), { files, clock, log }),
    line,
    namedCall,
    openOutside,
    runProgram: (path, args) => runner.run(path, args),
    webhookFor,
  });
  return {
    configure: (settings) => host.configure(settings),
    stop: () => host.stop(),
    handlers: {
      'pop:open': (callId) => host.open(callId),
      'pop:lastCall': () => host.lastCall(),
    },
  };
}
