import { AsteriskClient } from '../../ami/client.ts';
import type { AmiStatus } from '../../ami/status.ts';
import type { AmiAction } from '../../ami/wire/action.ts';
import type { AmiPacket } from '../../ami/wire/packet.ts';
import type { Link, LinkFault } from '../../cti/link.ts';
import type { Edges, Timer } from '../../world/edges.ts';
import type { DeskLink } from '../agent/deskConnection.ts';
import type { SurroundingsListing } from '../agent/surroundings.ts';
import type { LiveEvents } from '../calls/rebuild/liveEvents.ts';
import { controlContext, type ControlFacts } from '../controls/context.ts';
import type { ControlContext } from '../controls/control/control.ts';
import { dialect1 } from '../dialect/dialect1.ts';
import { dialect2 } from '../dialect/dialect2.ts';
import type { PbxSnapshot } from '../dialect/snapshot.ts';
import type { AmiSource, LineOptions } from '../options/lineOptions.ts';
import { BootWatch } from '../pbx/bootWatch.ts';
import type { Capabilities } from '../pbx/capabilities.ts';
import { clientOptions } from '../pbx/clientOptions.ts';
import { askGranted, type Granted } from '../pbx/granted.ts';
import { linkFaultOf } from '../pbx/linkFault.ts';
import { linkOf } from '../pbx/linkState.ts';
import { RightsWatch } from '../pbx/rightsWatch.ts';
import { StrayChannels } from '../pbx/strayChannels.ts';
import { Questions } from './questions.ts';

export interface LineLinkOptions {
  readonly line: LineOptions;
  readonly edges: Edges;
  readonly live: LiveEvents;
  /** What controls are given beside the link. */
  readonly controls: Pick<ControlFacts, 'adapter' | 'phone' | 'line' | 'listen' | 'waitFor'>;
  /** As the line has it. */
  readonly link: () => Link;
  readonly onLink: (link: Link) => void;
  /** What stands around the line's calls; again where it has changed while the PBX booted. */
  readonly onAround: (link: DeskLink, around: SurroundingsListing) => void;
  /** The calls that stand; only then are live events believed. */
  readonly onFound: (snapshot: PbxSnapshot) => void;
  /** The account may do other things than before. */
  readonly onGranted: () => void;
  readonly onLost: () => void;
  /** The calls that stand could not be found out; it is tried again. */
  readonly onFault: (fault: LinkFault) => void;
}

/** A snapshot that failed while the link stands (an Asterisk that still boots, say) is asked for again after this, ms. */
const snapshotRetryMs = 2_000;

/**
 * The line's link to its PBX, from the login to what controls need: after each login it asks what the account may do and which calls
 * stand, and looks again when rights change or the PBX has booted.
 */
export class LineLink {
  readonly #options: LineLinkOptions;
  readonly #rights: RightsWatch;
  readonly #boot: BootWatch;
  #client: AsteriskClient | undefined;
  #context: ControlContext | undefined;
  #retry: Timer | undefined;

  constructor(options: LineLinkOptions) {
    const { line, edges, link, controls } = options;
    this.#options = options;
    this.#rights = new RightsWatch({
      line,
      edges,
      isIdle: () => link().state === 'online' && controls.line().calls.length === 0,
      granted: () => this.#context,
      grant: (granted) => this.#grant(granted),
      logInAnew: () => void this.#logInAnew(),
    });
    this.#boot = new BootWatch(edges.clock, () => this.#lookAgain());
  }

  get client(): AsteriskClient | undefined {
    return this.#client;
  }

  /** What controls go by; there is one while commands can be carried out. */
  get context(): ControlContext | undefined {
    return this.#context;
  }

  start(source: AmiSource): void {
    const { edges, live, controls } = this.#options;
    const client = new AsteriskClient(clientOptions(source, edges));
    this.#client = client;
    client.onStatus((status) => this.#onStatus(client, status));
    const strays = new StrayChannels({
      channels: controls.adapter.channels,
      clock: edges.clock,
      standing: () => this.questions(client).standingIds(),
      onHangup: (packet) => live.take(packet),
    });
    client.onEvent((packet) => {
      if (client !== this.#client) return;
      live.take(packet);
      if (!live.areHeld) strays.hear();
    });
    client.start();
  }

  /** From here on nothing is heard. @returns the client, which is still to be stopped */
  leave(): AsteriskClient | undefined {
    const client = this.#client;
    this.#client = undefined;
    this.#close();
    return client;
  }

  /** Checks the link, or makes the next attempt at once. */
  connectNow(): void {
    if (this.#options.link().state === 'refused') this.#client?.start();
    else this.#client?.checkNow();
    this.#rights.look();
  }

  questions(client: AsteriskClient): Questions {
    const { live, line, edges } = this.#options;
    return new Questions(client, live.dialect, { device: line.device, log: edges.log });
  }

  #close(): void {
    this.#options.edges.clock.clearTimeout(this.#retry);
    this.#rights.stop();
    this.#boot.stop();
    this.#context = undefined;
  }

  #onStatus(client: AsteriskClient, status: AmiStatus): void {
    if (client !== this.#client) return;
    const { live, link, onLink, onLost } = this.#options;
    if (status.state !== 'online') {
      this.#close();
      onLost();
    } else {
      live.dialect = status.major === 1 ? dialect1 : dialect2;
      live.hold();
      void this.#findCalls(client, status.greeting);
    }
    const now = linkOf(status, link());
    if (now !== undefined) onLink(now);
  }

  /** Asks what the account may do and which calls stand; only then are live events believed. */
  async #findCalls(client: AsteriskClient, greeting: string): Promise<void> {
    const { line, edges, live, onFound, onLink } = this.#options;
    onLink({ state: 'checking', version: greeting });
    try {
      const granted = await askGranted((action) => client.send(action), line);
      live.asked();
      const { snapshot, around } = await this.questions(client).standing();
      if (client !== this.#client || client.status.state !== 'online') return;
      this.#openAround(client, granted.capabilities, around);
      this.#context = this.#contextOf(client, granted);
      onFound(snapshot);
      onLink({ state: 'online', version: greeting });
      this.#rights.start();
      this.#boot.start();
    } catch (error) {
      if (client !== this.#client || client.status.state !== 'online') return;
      const fault = linkFaultOf(error);
      edges.log({ level: 'warn', what: 'calls not found out', ...fault });
      await this.#notFound(client, greeting, fault);
    }
  }

  async #notFound(client: AsteriskClient, greeting: string, fault: LinkFault): Promise<void> {
    const { edges, onFault, onLink } = this.#options;
    if (fault.code === 'rightsMissing') {
      await client.stop();
      onLink({ state: 'refused', fault });
      return;
    }
    onFault({ ...fault, code: 'snapshotFailed' });
    this.#retry = edges.clock.setTimeout(() => void this.#findCalls(client, greeting), snapshotRetryMs);
  }

  #contextOf(client: AsteriskClient, { capabilities, dialPlan }: Granted): ControlContext {
    const { line, edges, live, controls } = this.#options;
    const facts: ControlFacts = {
      ...controls,
      options: line,
      edges,
      dialect: live.dialect,
      capabilities,
      dialPlan,
      send: (action) => this.#send(client, action),
      ask: (channelName) => this.questions(client).channel(channelName),
    };
    return controlContext(facts, () => this.#context);
  }

  #openAround(client: AsteriskClient, known: Capabilities, around: SurroundingsListing): void {
    const may = (action: string): boolean => (this.#context?.capabilities ?? known).may(action);
    const send = (action: AmiAction): Promise<AmiPacket> => this.#send(client, action);
    this.#options.onAround({ send, list: client.list.bind(client), may }, around);
  }

  /** What the PBX did not have at the login, because it still booted. */
  async #lookAgain(): Promise<void> {
    const [client, context] = [this.#client, this.#context];
    if (client === undefined || context === undefined) return;
    const { line, edges } = this.#options;
    try {
      const before = context.capabilities;
      const granted = await askGranted((action) => client.send(action), line);
      const around = before.equals(granted.capabilities) ? undefined : await this.questions(client).around();
      if (context !== this.#context) return;
      this.#grant(granted);
      if (around !== undefined) this.#openAround(client, granted.capabilities, around);
    } catch (error) {
      // The link has broken: all is asked with the next one.
      edges.log({ level: 'info', what: 'rights not asked', ...linkFaultOf(error) });
    }
  }

  /** As a control does, and when the PBX says that a right is gone, asks what is left. */
  async #send(client: AsteriskClient, action: AmiAction): Promise<AmiPacket> {
    try {
      return await client.send(action);
    } catch (error) {
      this.#rights.hearRefusal(error, (again) => client.send(again));
      throw error;
    }
  }

  /** Rights come with a login, and no line is in a call. */
  async #logInAnew(): Promise<void> {
    const client = this.#client;
    this.#options.edges.log({ level: 'info', what: 'logging in again for other rights' });
    await client?.stop();
    if (client === this.#client) client?.start();
  }

  #grant({ capabilities, dialPlan }: Granted): void {
    if (this.#context === undefined) return;
    this.#context.capabilities = capabilities;
    this.#context.dialPlan = dialPlan;
    this.#options.onGranted();
  }
}
