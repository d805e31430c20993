import { afterEach, beforeEach } from 'vitest';
import type { Call } from '../../cti/call.ts';
import { newCall } from '../../cti/testing/arbitraries.ts';
import { advance, type CallChange } from '../../cti/transition.ts';
import { defaultLimits } from '../options.ts';
import { MessagingService } from '../service.ts';
import { FakeLine } from './fakeLine.ts';
import { TestPage } from './testPage.ts';

type PageArguments = Parameters<typeof TestPage.open> extends [number, ...infer Rest] ? Rest : never;

/** What a call is in the protocol, as far as the tests look at it. */
export interface Wire {
  readonly id: string;
  readonly state: number;
  readonly oldState: number;
  readonly callerId: string;
  readonly calledId: string;
  readonly deviceId: string;
  readonly callFeaturesSet: number;
  readonly totalTalkDuration: number;
  readonly totalHoldDuration: number;
  readonly stateCause: string;
}

/** The service on a line that is online, with the pages that a test opens. */
export class ServiceBench {
  readonly pages: TestPage[] = [];
  line = new FakeLine();
  #service: MessagingService | undefined;

  /** Registers what is done before and after each test of the file. */
  constructor() {
    beforeEach(() => this.#begin());
    afterEach(() => this.#end());
  }

  get service(): MessagingService {
    if (this.#service === undefined) throw new Error('the service was not started');
    return this.#service;
  }

  async serve(limits: Partial<typeof defaultLimits> = {}, port = 0): Promise<void> {
    this.#service = new MessagingService({
      port,
      hosts: ['127.0.0.1'],
      edges: this.line,
      limits: { ...defaultLimits, ...limits },
    });
    await this.#service.start();
  }

  /** A page that has opened the connection. */
  async page(...args: PageArguments): Promise<TestPage> {
    const opened = await TestPage.open(this.service.port, ...args);
    this.pages.push(opened);
    return opened;
  }

  /** A page that has a socket and has said nothing yet. */
  async socket(...args: PageArguments): Promise<TestPage> {
    const connected = await TestPage.connect(this.service.port, ...args);
    this.pages.push(connected);
    return connected;
  }

  /** A call of the line through changes, reported as the line reports them. */
  story(direction: Call['direction']): { call: () => Call; step: (change: CallChange) => void } {
    const { line } = this;
    let call = newCall('c1', direction, line.at);
    return {
      call: () => call,
      step: (change) => {
        const next = advance(call, change, line.at);
        if (next === undefined) throw new Error(`${change.type} makes no sense`);
        call = { ...next, features: { can: ['DropCall', 'HoldCall', 'SendDtmf'], denied: {} } };
        line.tell({ ...change, at: line.at, call });
      },
    };
  }

  #begin(): void {
    this.line = new FakeLine();
    this.line.tell({ type: 'Connected', at: this.line.at, link: { state: 'online', version: '11.0.0' } });
    this.line.tell({
      type: 'LineStateChanged',
      at: this.line.at,
      features: { can: ['MakeCall'], denied: {} },
      callFeatures: {},
    });
  }

  async #end(): Promise<void> {
    for (const each of this.pages.splice(0)) each.close();
    await this.#service?.stop();
  }
}
