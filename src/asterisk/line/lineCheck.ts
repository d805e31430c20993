import { AsteriskClient } from '../../ami/client.ts';
import type { AmiStatus } from '../../ami/status.ts';
import {
  type LineCheckFaultCode,
  type LineCheckStep,
  type LineCheckStepName,
  lineCheckSteps,
} from '../../cti/lineCheck.ts';
import type { LinkFault, LinkFaultCode } from '../../cti/link.ts';
import { Capabilities } from '../pbx/capabilities.ts';
import { clientOptions, isUtf8 } from '../pbx/clientOptions.ts';
import { controlsAtHand } from '../controls/rehearsal.ts';
import { dialect1 } from '../dialect/dialect1.ts';
import { dialect2 } from '../dialect/dialect2.ts';
import type { Edges } from '../../world/edges.ts';
import { askGranted } from '../pbx/granted.ts';
import type { AmiSource, LineOptions } from './lineOptions.ts';
import { linkFaultOf } from '../pbx/linkFault.ts';

type Verdict =
  | { readonly state: 'passed'; readonly facts?: Readonly<Record<string, string>> }
  | {
      readonly state: 'warned';
      readonly code: LineCheckFaultCode;
      readonly detail?: string;
      readonly facts?: Readonly<Record<string, string>>;
    }
  | { readonly state: 'failed'; readonly code: LineCheckFaultCode; readonly detail?: string }
  | { readonly state: 'failed'; readonly fault: LinkFault };

const passed: Verdict = { state: 'passed' };

/** Tells the steps as they are decided, each once as running and once as decided, and keeps them. */
class StepReport {
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

/**
 * Tries a line out, step by step, without touching anybody's call: reached, greeted, logged in, rights, line known, phone
 * registered, and who will carry out what. Never rejects.
 * @param running a session with the same account, used where the PBX takes no second one (`allowmultiplelogin = no`)
 */
export async function checkLine(
  options: LineOptions & { readonly source: AmiSource },
  edges: Edges,
  onStep: (step: LineCheckStep) => void,
  running?: AsteriskClient,
): Promise<readonly LineCheckStep[]> {
  const report = new StepReport(onStep);
  const own = new AsteriskClient(clientOptions(options.source, edges));
  try {
    const namesHaveHoles = isUtf8(options.source.charset) && running?.hasForeignText === true;
    const client = await logIn(own, report, running, namesHaveHoles);
    if (client !== undefined) {
      report.begin('rights');
      if (report.decide('rights', await rights(client)) && (await checkPhone(client, options, report))) {
        report.begin('controls');
        report.decide('controls', await controls(client, options, edges));
      }
    }
  } finally {
    await own.stop();
  }
  return report.finish();
}

/** Asterisk has greeted by then. */
const ofLogin: ReadonlySet<LinkFaultCode> = new Set([
  'loginRefused',
  'loginInUse',
  'secretMissing',
  'keyringLocked',
]);

/**
 * The client's own states are the first three steps.
 * @returns the session to go on with
 */
function logIn(
  client: AsteriskClient,
  report: StepReport,
  running: AsteriskClient | undefined,
  namesHaveHoles: boolean,
): Promise<AsteriskClient | undefined> {
  return new Promise((resolve) => {
    let at: LineCheckStepName = 'reached';
    report.begin(at);
    const unsubscribe = client.onStatus((status: AmiStatus) => {
      switch (status.state) {
        case 'connecting':
        case 'stopped':
          return;
        case 'loggingIn':
          report.decide('reached', passed);
          at = 'greeted';
          report.begin(at);
          return;
        case 'online':
          report.decide('greeted', greeted(status.amiVersion, namesHaveHoles));
          report.decide('loggedIn', passed);
          break;
        case 'waiting':
        case 'refused': {
          const fault = linkFaultOf(status.error);
          if (at === 'greeted' && ofLogin.has(fault.code)) {
            report.decide('greeted', greeted(undefined, namesHaveHoles));
            at = 'loggedIn';
          }
          unsubscribe();
          if (fault.code === 'loginInUse' && running?.status.state === 'online') {
            report.decide('loggedIn', { state: 'warned', code: 'loggedInHere' });
            void client.stop();
            resolve(running);
            return;
          }
          report.decide(at, { state: 'failed', fault });
          break;
        }
      }
      unsubscribe();
      resolve(status.state === 'online' ? client : undefined);
    });
    client.start();
  });
}

function greeted(version: string | undefined, namesHaveHoles: boolean): Verdict {
  const told = version === undefined ? {} : { facts: { version } };
  return namesHaveHoles ? { state: 'warned', code: 'namesNotUtf8', ...told } : { state: 'passed', ...told };
}

/** Without these the main job does not work; the others only take a button away. */
const needed: readonly (readonly [action: string, code: LineCheckFaultCode])[] = [
  ['Originate', 'originateMissing'],
  ['Status', 'callMissing'],
  ['Hangup', 'callMissing'],
  ['Park', 'callMissing'],
];

async function rights(client: AsteriskClient): Promise<Verdict> {
  try {
    const capabilities = new Capabilities(await client.send({ name: 'ListCommands', fields: [] }));
    const missing = needed.filter(([action]) => !capabilities.may(action));
    const [first] = missing;
    if (first === undefined) return passed;
    const detail = missing.map(([action]) => action).join(', ');
    return { state: 'failed', code: first[1], detail };
  } catch (error) {
    return { state: 'failed', fault: linkFaultOf(error) };
  }
}

/**
 * What DEVICE_STATE says of a phone (devicestate.c): INVALID, there is no such device; UNAVAILABLE, it is known and not registered;
 * UNKNOWN, nobody can say.
 */
async function checkPhone(
  client: AsteriskClient,
  options: LineOptions,
  report: StepReport,
): Promise<boolean> {
  report.begin('lineKnown');
  let state: string;
  try {
    state = await read(client, `DEVICE_STATE(${options.device})`);
  } catch (error) {
    const detail = linkFaultOf(error).detail ?? '';
    return report.decide('lineKnown', { state: 'warned', code: 'phoneUnknowable', detail });
  }
  if (state === '') {
    // A PBX without func_devstate knows no such function, and answers with nothing.
    return report.decide('lineKnown', { state: 'warned', code: 'phoneUnknowable', detail: options.device });
  }
  if (state === 'INVALID') {
    return report.decide('lineKnown', { state: 'failed', code: 'lineUnknown', detail: options.device });
  }
  report.decide('lineKnown', await isDialable(client, options));
  report.begin('phoneRegistered');
  return report.decide('phoneRegistered', registration(state));
}

/** Who will answer, hold and transfer; it is told, too, when what the settings ask for is not to be had. */
async function controls(client: AsteriskClient, options: LineOptions, edges: Edges): Promise<Verdict> {
  try {
    const { status } = client;
    const dialect = status.state === 'online' && status.major === 1 ? dialect1 : dialect2;
    const granted = await askGranted((action) => client.send(action), options);
    const atHand = Object.entries(controlsAtHand(options, edges, dialect, granted));
    const missing = atHand.flatMap(([command, control]) => (control === undefined ? [command] : []));
    // To answer on the phone is what the settings may ask for.
    const unwanted = options.controls?.answer === 'phone' ? 'answer' : undefined;
    const detail = missing.filter((command) => command !== unwanted).join(', ');
    if (detail !== '') return { state: 'warned', code: 'controlMissing', detail };
    const known = atHand.filter((entry): entry is [string, string] => entry[1] !== undefined);
    const phone = await userAgent(client, options.device);
    return {
      state: 'passed',
      facts: { ...Object.fromEntries(known), ...(phone === '' ? {} : { userAgent: phone }) },
    };
  } catch (error) {
    return { state: 'failed', fault: linkFaultOf(error) };
  }
}

/** How the phone names itself, as it registered: empty where the PBX does not tell, or the phone has a fixed address. */
async function userAgent(client: AsteriskClient, device: string): Promise<string> {
  const [tech = '', name = ''] = device.split('/');
  try {
    if (tech !== 'PJSIP') return await read(client, `SIPPEER(${name},useragent)`);
    const [aor = ''] = (await read(client, `PJSIP_ENDPOINT(${name},aors)`)).split(',');
    const [contact = ''] = (await read(client, `PJSIP_AOR(${aor},contact)`)).split(',');
    return contact === '' ? '' : await read(client, `PJSIP_CONTACT(${contact},user_agent)`);
  } catch {
    // A nicety, no more.
    return '';
  }
}

function registration(deviceState: string): Verdict {
  if (deviceState === 'UNAVAILABLE')
    return { state: 'failed', code: 'phoneUnregistered', detail: deviceState };
  if (deviceState === 'UNKNOWN') return { state: 'warned', code: 'phoneUnknowable' };
  return { state: 'passed', facts: { deviceState } };
}

/** A dial context that knows not even the agent's own extension is most likely the wrong one. */
async function isDialable(client: AsteriskClient, options: LineOptions): Promise<Verdict> {
  const { originateContext, extension } = options;
  try {
    const exists = await read(client, `DIALPLAN_EXISTS(${originateContext},${extension},1)`);
    return exists === '0' ? { state: 'warned', code: 'contextUnknown', detail: originateContext } : passed;
  } catch {
    // Not every PBX lets that be asked; it is a hint, no more.
    return passed;
  }
}

async function read(client: AsteriskClient, variable: string): Promise<string> {
  const answer = await client.send({ name: 'Getvar', fields: [['Variable', variable]] });
  return answer.get('Value') ?? '';
}
