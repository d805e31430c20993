import type { AsteriskClient } from '../../ami/client.ts';
import type { SurroundingsListing } from '../agent/surroundings.ts';
import type { Dialect } from '../dialect/dialect.ts';
import type { Edges } from '../../world/edges.ts';
import { linkFaultOf } from '../pbx/linkFault.ts';
import { askHoldStates } from '../calls/rebuild/holdStates.ts';
import type { ChannelSnapshot, PbxSnapshot } from '../dialect/snapshot.ts';

/** What the PBX is asked about itself: the channels that stand, who waits, which queues there are. */
export class Questions {
  readonly #client: AsteriskClient;
  readonly #dialect: Dialect;
  readonly #log: Edges['log'];

  constructor(client: AsteriskClient, dialect: Dialect, log: Edges['log']) {
    this.#client = client;
    this.#dialect = dialect;
    this.#log = log;
  }

  /** All that a rebuild needs. @param devices the phones of the lines whose calls it is for. @throws AmiError as rejection */
  async standing(
    devices: ReadonlySet<string>,
  ): Promise<{ readonly snapshot: PbxSnapshot; readonly around: SurroundingsListing }> {
    const status = await this.#client.list({ name: 'Status', fields: [] });
    const around = await this.around();
    const seen: PbxSnapshot = {
      channels: status.items.map((item) => this.#dialect.readStatus(item)),
      parked: around.parked.map((item) => this.#dialect.readParked(item)),
    };
    const onHold = await askHoldStates((action) => this.#client.send(action), seen, devices);
    return { snapshot: { ...seen, onHold }, around };
  }

  /** The channels that stand, by Uniqueid; `undefined` where the PBX does not tell. Never rejects. */
  async standingIds(): Promise<ReadonlySet<string> | undefined> {
    try {
      const { items, complete } = await this.#client.list({ name: 'Status', fields: [] });
      return complete ? new Set(items.map((item) => item.get('Uniqueid') ?? '')) : undefined;
    } catch {
      // The link has broken, or it takes too long now.
      return undefined;
    }
  }

  async around(): Promise<SurroundingsListing> {
    const parked = await this.#client.list({ name: 'ParkedCalls', fields: [] }).then(
      ({ items }) => items,
      // No parking on this PBX, or no right to see it: then nothing is held that way either.
      () => [],
    );
    const queues = await this.#client.list({ name: 'QueueStatus', fields: [] }).then(
      ({ items }) => items,
      (error: unknown) => {
        this.#log({ level: 'info', what: 'no queues', ...linkFaultOf(error) });
        return undefined;
      },
    );
    return { queues, parked };
  }

  /** AMI 1.x lists no application; its CDR, where there is one, names the last that the channel came to (pbx.c, `pbx_exec`). */
  async #withApplication(item: ChannelSnapshot): Promise<ChannelSnapshot> {
    const fields = [
      ['Channel', item.facts.name],
      ['Variable', 'CDR(lastapp)'],
    ] as const;
    const application = (await this.#client.send({ name: 'Getvar', fields })).get('Value') ?? '';
    return application === '' ? item : { ...item, application };
  }

  async channel(name: string): Promise<ChannelSnapshot | undefined> {
    try {
      const { items } = await this.#client.list({ name: 'Status', fields: [['Channel', name]] });
      const [item] = items.map((each) => this.#dialect.readStatus(each));
      return item === undefined || this.#dialect.family === '2.x' ? item : await this.#withApplication(item);
    } catch {
      // It has ended meanwhile, or the link has: whichever, there is an event of its own for that.
      return undefined;
    }
  }
}
