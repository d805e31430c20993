import {
  type LineCheckFaultCode,
  type LineCheckStep,
  type LineCheckStepName,
  lineCheckSteps,
} from '../../cti/lineCheck.ts';
import type { LinkFault } from '../../cti/link.ts';

/** What a step of the connection test came to. */
export type Verdict =
  | { readonly state: 'passed'; readonly facts?: Readonly<Record<string, string>> }
  | {
      readonly state: 'warned';
      readonly code: LineCheckFaultCode;
      readonly detail?: string;
      readonly facts?: Readonly<Record<string, string>>;
    }
  | { readonly state: 'failed'; readonly code: LineCheckFaultCode; readonly detail?: string }
  | { readonly state: 'failed'; readonly fault: LinkFault };

export const passed: Verdict = { state: 'passed' };

/** Tells the steps as they are decided, each once as running and once as decided, and keeps them. */
export class StepReport {
  readonly #steps = new Map<LineCheckStepName, LineCheckStep>();
  readonly #onStep: (step: LineCheckStep) => void;

  constructor(onStep: (step: LineCheckStep) => void) {
    this.#onStep = onStep;
  }

  begin(step: LineCheckStepName): void {
    this.#onStep({ step, state: 'running' });
  }

  /** @returns whether to go on */
  decide(step: LineCheckStepName, verdict: Verdict): boolean {
    const decided: LineCheckStep = { step, ...verdict };
    this.#steps.set(step, decided);
    this.#onStep(decided);
    return verdict.state !== 'failed';
  }

  /** All steps; those that were not come to are skipped. */
  finish(): readonly LineCheckStep[] {
    return lineCheckSteps.map((step) => {
      const decided = this.#steps.get(step);
      if (decided !== undefined) return decided;
      const skipped: LineCheckStep = { step, state: 'skipped' };
      this.#onStep(skipped);
      return skipped;
    });
  }
}
