import type { LineCheckStep } from '../../../src/cti/lineCheck.ts';
import type { Bridge } from '../../parts/bridge.ts';
import type { FormStore, LineTest } from './form.ts';
import { draftOf } from './values.ts';

export interface LineTesting {
  readonly test: () => void;
  readonly dismissTest: () => void;
  readonly stop: () => void;
}

/** The connection test of what stands in the form; one that was given up does not write into the next. */
export function createLineTesting(store: FormStore, bridge: Bridge): LineTesting {
  let tests = 0;
  const settle = (number: number, steps: readonly LineCheckStep[], state: 'over' | 'broken'): void => {
    if (number !== tests) return;
    store.setState(({ test }) =>
      test === undefined ? {} : { test: { ...test, state, steps: { ...test.steps, ...byName(steps) } } },
    );
  };
  return {
    test: () => {
      const { values } = store.getState();
      if (values === undefined) return;
      const number = (tests += 1);
      store.setState({ test: { state: 'running', steps: {}, values } });
      bridge.request('settings:test', draftOf(values)).then(
        (steps) => settle(number, steps, 'over'),
        () => settle(number, [], 'broken'),
      );
    },
    dismissTest: () => {
      tests += 1;
      store.setState({ test: undefined });
    },
    stop: bridge.on('settings:testStep', (step) =>
      store.setState(({ test: now }) =>
        now?.state === 'running' ? { test: { ...now, steps: { ...now.steps, [step.step]: step } } } : {},
      ),
    ),
  };
}

function byName(steps: readonly LineCheckStep[]): LineTest['steps'] {
  return Object.fromEntries(steps.map((step) => [step.step, step]));
}
