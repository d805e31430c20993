import { type DialNumber, kindOf } from '../../src/cti/number/number.ts';
import type { NumberSource } from '../../src/ipc/panel.ts';
import type { DeskNotices } from './notices.ts';

export interface PanelOffersOptions {
  readonly notices: Pick<DeskNotices, 'give'>;
  readonly showPanel: () => void;
  /** A number from a link is dialled without asking. */
  readonly dialLinksAtOnce: () => boolean;
}

/** Brings the panel up with what is asked of the agent there: a call to look at, a number to dial. */
export class PanelOffers {
  readonly #options: PanelOffersOptions;

  constructor(options: PanelOffersOptions) {
    this.#options = options;
  }

  /** Fills a number in for the agent to see, and dials it only where it came by a link and the settings say so. */
  number(number: DialNumber, from: NumberSource): void {
    // A number that is valid somewhere else only is looked at first, and so is a code, with which the PBX does something.
    const isPlain = number.context === undefined && kindOf(number.number) !== 'code';
    const atOnce = from === 'link' && this.#options.dialLinksAtOnce() && isPlain;
    this.show({ type: 'number', from, ...number, atOnce });
  }

  /** Opens the panel, at this call where there is one. */
  call(callId?: string): void {
    this.show(callId === undefined ? undefined : { type: 'call', callId });
  }

  /** Opens the panel to call back, or for a number to be typed. */
  dial(number?: string): void {
    if (number === undefined) this.show({ type: 'typeNumber' });
    else this.number({ number }, 'missedCall');
  }

  show(notice?: Parameters<DeskNotices['give']>[0]): void {
    if (notice !== undefined) this.#options.notices.give(notice);
    this.#options.showPanel();
  }
}
