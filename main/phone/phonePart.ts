import type { PhoneFault, PhoneView } from '../../src/phone/phone.ts';
import type { LinePhone } from '../../src/phone/softphone.ts';
import type { Settings } from '../../src/settings/schema.ts';
import type { phoneChannels } from '../../src/ipc/phone.ts';
import { systemCode } from '../../src/world/atomicFile.ts';
import type { Base, Stopping } from '../base/base.ts';
import type { HandlersOf } from '../ipc/ipc.ts';
import type { KeyringPart } from '../keyring/keyringPart.ts';
import { SecretNotAvailable } from '../keyring/secrets.ts';
import type { PhoneHost, PhonePlan } from './phoneHost.ts';
import { phoneAddress, phoneHostOf, phoneUser } from '../../src/settings/table/phone.ts';

export interface PhonePart extends Stopping {
  /** The phone for a line with these settings; `undefined`: the line's is another one. Never rejects. */
  readonly phoneFor: (settings: Settings) => Promise<LinePhone | undefined>;
  /** How it is; `null`: the line's is another one. */
  readonly view: () => PhoneView | null;
  /** A network came back: registers at once. */
  readonly wake: () => void;
  readonly handlers: HandlersOf<typeof phoneChannels>;
}

/** The phone in the app. Nothing of it is loaded where the line's is another one. */
export function createPhone(base: Base, { phoneSecrets }: Pick<KeyringPart, 'phoneSecrets'>): PhonePart {
  let host: PhoneHost | undefined;
  /** Why there is none, though the settings want one. */
  let fault: PhoneFault | undefined;

  const view = (): PhoneView | null => {
    if (host !== undefined) return host.softphone.view;
    if (fault === undefined) return null;
    return { registration: { state: 'failed', fault }, hasMicrophone: true, dialogs: [] };
  };
  const tell = (): void => base.push('phone:changed', view());

  const stop = (): void => {
    host?.stop();
    host = undefined;
  };

  const phoneFor = async (settings: Settings): Promise<LinePhone | undefined> => {
    const hadNone = view() === null;
    fault = undefined;
    // The practice phone system has a phone of its own, and a recording has none.
    if (settings.protocol !== 'computer' || settings.url === '' || settings.filePath !== '') {
      stop();
      if (!hadNone) tell();
      return undefined;
    }
    const plan = await planOf(settings, {
      passwordFor: (at) => phoneSecrets.get(at),
      readFile: base.readFile,
    });
    if ('code' in plan) {
      stop();
      fault = plan;
      base.log.write({ level: 'warn', what: 'no phone', ...plan });
      tell();
      return undefined;
    }
    // Other settings of the line do not end a call.
    if (host !== undefined && JSON.stringify(host.plan) === JSON.stringify(plan)) return host.softphone;
    stop();
    const { PhoneHost } = await import('./phoneHost.ts');
    host = new PhoneHost(base, plan, tell);
    host.open();
    tell();
    return host.softphone;
  };

  return {
    phoneFor,
    view,
    wake: () => host?.wake(),
    stop,
    handlers: {
      'phone:setup': () => host?.setup() ?? null,
      'phone:report': (report) => host?.report(report),
      'phone:settle': (orderId, outcome) => host?.settle(orderId, outcome),
    },
  };
}

interface PlanEdges {
  /** Rejects with `SecretNotAvailable`. */
  readonly passwordFor: (host: string) => Promise<string>;
  readonly readFile: Base['readFile'];
}

/** What the phone is set up with, or why it cannot be. */
export async function planOf(
  settings: Settings,
  { passwordFor, readFile }: PlanEdges,
): Promise<PhonePlan | PhoneFault> {
  const address = phoneAddress(settings);
  const user = phoneUser(settings);
  if (address === undefined || user === '') return { code: 'settingsIncomplete' };
  try {
    const password = await passwordFor(phoneHostOf(settings) ?? '');
    if (settings.phoneCaFile === '') return { address, user, password };
    const ca = Buffer.from(await readFile(settings.phoneCaFile)).toString('utf8');
    return { address, user, password, ca };
  } catch (error) {
    if (error instanceof SecretNotAvailable)
      return { code: error.code === 'keyringLocked' ? 'keyringLocked' : 'passwordMissing' };
    return { code: 'caUnreadable', detail: systemCode(error) };
  }
}
