import type { CommandResult } from '../../cti/command.ts';
import type { ChannelFacts } from '../dialect/channelEvent.ts';
import { ControlBench } from './controlBench.ts';

export const half = (which: 1 | 2): ChannelFacts => ({
  uniqueId: `2.${which}`,
  name: `Local/102@from-internal-00000000;${which}`,
  linkedId: '1.1',
});
export const colleague: ChannelFacts = { uniqueId: '2.3', name: 'PJSIP/102-00000003', linkedId: '1.1' };

/** Two calls of a line, and what was sent to join or part them. */
export class TransferBench extends ControlBench {
  names(): string[] {
    return this.sent.map(({ name }) => name).filter((name) => name !== 'Getvar');
  }

  field(action: string, name: string): unknown {
    return this.sent.findLast((sent) => sent.name === action)?.fields.find(([key]) => key === name)?.[1];
  }

  consult(number = '102', keys = '7#'): Promise<CommandResult> {
    const [first] = this.adapter.stories();
    return this.context.perform({ type: 'MakeConsultCall', callId: first!.call.id, number, keys });
  }

  /** What Atxfer does on 2.x until the colleague rings. */
  atxferRings(): void {
    const leg = { ...this.phone, state: 'up' as const };
    this.hear(
      { type: 'held', channel: leg },
      { type: 'created', channel: half(1) },
      { type: 'created', channel: half(2) },
      { type: 'bridgeEntered', bridgeId: 'c', channel: half(1) },
      { type: 'bridgeLeft', bridgeId: 'b', channel: leg },
      { type: 'bridgeEntered', bridgeId: 'c', channel: leg },
      { type: 'created', channel: colleague },
      { type: 'dialBegun', caller: half(2), dest: colleague, dialString: '102' },
    );
  }

  atxferAnswered(): void {
    this.hear(
      { type: 'bridgeEntered', bridgeId: 'd', channel: { ...colleague, state: 'up' } },
      { type: 'bridgeEntered', bridgeId: 'd', channel: { ...half(2), state: 'up' } },
    );
  }

  /** A consultation by Atxfer; ids of both calls. */
  async consulting(): Promise<{ first: string; second: string }> {
    const first = this.talk().call.id;
    const made = this.consult();
    await this.settle();
    this.atxferRings();
    const result = await made;
    return { first, second: result.status === 'done' ? result.callId! : '' };
  }

  /** A call parked in 701, and one with the colleague on a leg of its own. */
  twoCalls(): { first: string; second: string } {
    const first = this.park().call.id;
    const leg: ChannelFacts = {
      uniqueId: '3.1',
      name: `${this.device}-00000009`,
      state: 'ring',
      exten: '102',
    };
    this.hear(
      { type: 'created', channel: leg },
      { type: 'created', channel: colleague },
      { type: 'dialBegun', caller: leg, dest: colleague, dialString: '102' },
      { type: 'bridgeEntered', bridgeId: 'e', channel: { ...colleague, state: 'up' } },
      { type: 'bridgeEntered', bridgeId: 'e', channel: { ...leg, state: 'up' } },
      { type: 'changed', channel: { ...this.caller, state: 'up' } },
    );
    return { first, second: this.adapter.stories()[1]!.call.id };
  }

  get states(): string[] {
    return this.adapter.stories().map(({ call }) => call.state);
  }
}
