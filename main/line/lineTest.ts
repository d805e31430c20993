import type { Edges } from '../../src/world/edges.ts';
import type { AmiSource, LineSession } from '../../src/asterisk/options/lineOptions.ts';
import { greet } from '../../src/asterisk/pbx/greeting.ts';
import { checkLine } from '../../src/asterisk/line/lineCheck.ts';
import { type Greeting, type LineCheckStep, lineCheckSteps } from '../../src/cti/lineCheck.ts';
import type { LinkFault } from '../../src/cti/link.ts';
import type { SettingsDraft } from '../../src/ipc/settings.ts';
import type { Settings } from '../../src/settings/schema.ts';
import { validateFields } from '../../src/settings/validate.ts';
import type { LinePlan } from './linePlan.ts';

export interface LineTestOptions {
  readonly edges: Edges;
  readonly plan: (settings: Settings, secretFor?: (host: string) => Promise<string>) => Promise<LinePlan>;
  /** The session of a line that is logged in with this account already. */
  readonly loggedIn: (source: AmiSource) => LineSession | undefined;
  readonly onStep: (step: LineCheckStep) => void;
}

/** Stands for what was not asked yet, where it makes no difference. */
const phone = { extension: '101' } as const;
const complete = { userName: 'offhook' } as const;

/** Tries settings out that are not saved, one test after the other, so that the steps of two are never mixed. */
export class LineTest {
  readonly #options: LineTestOptions;
  #testing: Promise<unknown> = Promise.resolve();

  constructor(options: LineTestOptions) {
    this.#options = options;
  }

  run(draft: SettingsDraft): Promise<readonly LineCheckStep[]> {
    const tested = this.#testing.then(() => this.#run(draft));
    this.#testing = tested.catch(() => undefined);
    return tested;
  }

  async #run({ settings: draft, secret }: SettingsDraft): Promise<readonly LineCheckStep[]> {
    const validation = validateFields(draft);
    if (!validation.ok) {
      const detail = validation.fields.map(({ path, code }) => `${path}: ${code}`).join(', ');
      return this.#notReached({ code: 'settingsInvalid', detail });
    }
    const { edges, plan, onStep, loggedIn } = this.#options;
    const secretFor = secret === undefined ? undefined : () => Promise.resolve(secret);
    // A recording is nothing to connect to: what is tested is the connection that would be there without it.
    const { options, fault } = await plan({ ...validation.settings, filePath: '' }, secretFor);
    if (options === undefined) return this.#notReached(fault ?? { code: 'settingsInvalid' });
    const { source } = options;
    if (source.kind !== 'ami') return [];
    return checkLine({ ...options, source }, edges, onStep, loggedIn(source));
  }

  /** Tries how far a draft gets that need not be complete. */
  async greet({ settings: draft, secret }: SettingsDraft, logIn: boolean): Promise<Greeting> {
    const { edges, plan } = this.#options;
    const validation = validateFields({ ...draft, ...(logIn ? {} : complete), filePath: '' });
    const secretFor = secret === undefined ? undefined : () => Promise.resolve(secret);
    const { options, fault } = validation.ok
      ? await plan({ ...validation.settings, ...phone }, secretFor)
      : {};
    const source = options?.source;
    if (source?.kind === 'ami') return greet(source, edges, logIn);
    return { state: 'failed', fault: fault ?? { code: 'settingsInvalid' } };
  }

  #notReached(fault: LinkFault): readonly LineCheckStep[] {
    const steps = lineCheckSteps.map((step, index): LineCheckStep =>
      index === 0 ? { step, state: 'failed', fault } : { step, state: 'skipped' },
    );
    for (const step of steps) this.#options.onStep(step);
    return steps;
  }
}
