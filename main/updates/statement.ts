import { z } from 'zod';
import { UpdateFault } from './fault.ts';

/** What the signature of a feed's file stands for; written by scripts/lib/release/updateFeed.mjs. */
export interface Statement {
  readonly product: string;
  readonly channel: string;
  /** As Node names it in `process.platform`. */
  readonly system: string;
  /** The processors that the packages run on, as Node names them in `process.arch`. */
  readonly processors: readonly string[];
  readonly version: string;
  /** When it was signed, ms since 1970, by the clock of the computer that signed. */
  readonly signedAtMs: number;
}

/** What a feed has to be for. */
export interface UpdateTarget {
  readonly product: string;
  readonly channel: string;
  readonly system: string;
  readonly processor: string;
}

const name = z.string().min(1).max(100);
const schema = z.object({
  product: name,
  channel: name,
  system: name,
  processors: z.array(name).min(1).max(20),
  version: name,
  signedAt: z.iso.datetime(),
});

/** The file's first line: JSON, which is YAML as well, under a key that electron-updater does not read. */
const lead = 'offhook: ';

/** @param text of a feed's file whose signature is good; throws `UpdateFault` where it does not say what it is for */
export function readStatement(text: string): Statement {
  const [first = ''] = text.split('\n', 1);
  try {
    if (!first.startsWith(lead)) throw new Error('no statement');
    const { signedAt, ...said } = schema.parse(JSON.parse(first.slice(lead.length)));
    return { ...said, signedAtMs: Date.parse(signedAt) };
  } catch {
    throw new UpdateFault('updateForAnother', 'the feed does not say what it is for');
  }
}

/** A well signed file of another product, channel, system or processor may be served under the name of ours. Throws `UpdateFault`. */
export function checkTarget(statement: Statement, target: UpdateTarget): void {
  const { product, channel, system, processors } = statement;
  const isOurs =
    product === target.product &&
    channel === target.channel &&
    system === target.system &&
    processors.includes(target.processor);
  if (isOurs) return;
  const said = [product, channel, system, processors.join('/')].join(' ');
  const ours = [target.product, target.channel, target.system, target.processor].join(' ');
  throw new UpdateFault('updateForAnother', `the feed is for ${said}, this is ${ours}`);
}
