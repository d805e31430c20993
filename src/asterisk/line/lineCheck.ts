import { AsteriskClient } from '../../ami/client.ts';
import type { AmiStatus } from '../../ami/status.ts';
import type { LineCheckFaultCode, LineCheckStep, LineCheckStepName } from '../../cti/lineCheck.ts';
import type { LinkFaultCode } from '../../cti/link.ts';
import { Capabilities } from '../pbx/capabilities.ts';
import { clientOptions, isUtf8 } from '../pbx/clientOptions.ts';
import { controlsAtHand } from '../controls/rehearsal.ts';
import { dialect1 } from '../dialect/dialect1.ts';
import { dialect2 } from '../dialect/dialect2.ts';
import type { Edges } from '../../world/edges.ts';
import { askGranted } from '../pbx/granted.ts';
import type { AmiSource, LineOptions, LineSession } from '../options/lineOptions.ts';
import { linkFaultOf } from '../pbx/linkFault.ts';
import { checkPhone, userAgent } from './phoneCheck.ts';
import { passed, StepReport, type Verdict } from './stepReport.ts';

/**
 * Tries a line out, step by step, without touching anybody's call: reached, greeted, logged in, rights, line known, phone
 * registered, and who will carry out what. Never rejects.
 * @param running a session with the same account, used where the PBX takes no second one (`allowmultiplelogin = no`)
 */
export async function checkLine(
  options: LineOptions & { readonly source: AmiSource },
  edges: Edges,
  onStep: (step: LineCheckStep) => void,
  running?: LineSession,
): Promise<readonly LineCheckStep[]> {
  const report = new StepReport(onStep);
  const own = new AsteriskClient(clientOptions(options.source, edges));
  try {
    const namesHaveHoles = isUtf8(options.source.charset) && running?.client.hasForeignText === true;
    const client = await logIn(own, report, running?.client, namesHaveHoles);
    if (client !== undefined) {
      report.begin('rights');
      if (report.decide('rights', await rights(client)) && (await checkPhone(client, options, report))) {
        report.begin('controls');
        report.decide('controls', await controls(client, options, edges, running?.silentQueue));
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

/** Who will answer, hold and transfer; also reports if what the settings ask for is not available. */
async function controls(
  client: AsteriskClient,
  options: LineOptions,
  edges: Edges,
  silentQueue: string | undefined,
): Promise<Verdict> {
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
    if (silentQueue !== undefined) return { state: 'warned', code: 'queueSilent', detail: silentQueue };
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
