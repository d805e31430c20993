import { powerMonitor, type BrowserWindow } from 'electron';
import type { PhoneOutcome, PhoneReport, PhoneSetup, PhoneView } from '../../src/phone/phone.ts';
import { Softphone } from '../../src/phone/softphone.ts';
import { onlyForPhone } from '../../src/ipc/channel/pages.ts';
import type { Base } from '../base/base.ts';
import { phoneSession } from './phoneSession.ts';
import { probe } from './probe.ts';

/** What the settings come down to. */
export interface PhonePlan extends PhoneSetup {
  /** PEM of a private authority. */
  readonly ca?: string;
}

/** The phone's window, which is never shown: a panel that is loaded again does not end a call. */
export class PhoneHost {
  readonly softphone: Softphone;
  readonly plan: PhonePlan;
  readonly #base: Base;
  #window: BrowserWindow | undefined;
  #isProbing = false;

  constructor(base: Base, plan: PhonePlan, onChanged: (view: PhoneView) => void) {
    const { clock, newId } = base.edges;
    this.#base = base;
    this.plan = plan;
    this.softphone = new Softphone({ clock, newId, send: (order) => base.push('phone:order', order) });
    this.softphone.onChanged(() => onChanged(this.softphone.view));
  }

  open(): void {
    const { windows, log, renderer } = this.#base;
    const { address, ca } = this.plan;
    const session = phoneSession({
      pages: windows.pages,
      folder: renderer,
      address,
      privately: ca === undefined ? undefined : () => probe(address, ca),
      log: log.write,
    });
    const window = windows.open(
      'phone.html',
      {
        webPreferences: {
          session,
          backgroundThrottling: false,
          autoplayPolicy: 'no-user-gesture-required',
          additionalArguments: [onlyForPhone],
        },
      },
      () => undefined,
    );
    this.#window = window;
    // Denied to all others (`harden`): sound goes by UDP.
    window.webContents.setWebRTCIPHandlingPolicy('default');
    window.webContents.on('did-start-loading', () => this.softphone.lose());
    window.webContents.on('render-process-gone', () => this.softphone.lose());
    powerMonitor.on('resume', this.#wake);
  }

  setup(): PhoneSetup {
    const { address, user, password } = this.plan;
    return { address, user, password };
  }

  report(report: PhoneReport): void {
    this.softphone.report(report);
    const { registration } = report;
    if (registration.state === 'failed' && registration.fault.code === 'unreachable') void this.#findOut();
  }

  settle(orderId: string, outcome: PhoneOutcome): void {
    this.softphone.settle(orderId, outcome);
  }

  /** Registers at once, where it is not. */
  readonly #wake = (): void => this.#base.push('phone:wake', null);

  wake(): void {
    this.#wake();
  }

  /** Ends the phone, and with it its calls. */
  stop(): void {
    powerMonitor.off('resume', this.#wake);
    this.#window?.destroy();
    this.#window = undefined;
    this.softphone.lose();
  }

  /** A page learns nothing of why it cannot connect. */
  async #findOut(): Promise<void> {
    if (this.#isProbing) return;
    this.#isProbing = true;
    const { address, ca } = this.plan;
    const found = await probe(address, ca).finally(() => (this.#isProbing = false));
    const { registration } = this.softphone.view;
    if (found.ok || registration.state !== 'failed') return;
    this.#base.log.write({ level: 'warn', what: 'phone not reached', ...found.fault });
    this.softphone.fail(found.fault);
  }
}
