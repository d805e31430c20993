import type { AsteriskClient } from '../../ami/client.ts';
import { linkFaultOf } from '../pbx/linkFault.ts';
import type { LineOptions } from '../options/lineOptions.ts';
import { passed, type StepReport, type Verdict } from './stepReport.ts';

/**
 * What DEVICE_STATE says of a phone (devicestate.c): INVALID, there is no such device; UNAVAILABLE, it is known and not registered;
 * UNKNOWN, it is not known.
 */
export async function checkPhone(
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
  const verdict = registration(state);
  const off = verdict.state === 'passed' ? await unreachableContacts(client, options.device) : [];
  return report.decide(
    'phoneRegistered',
    off.length === 0 ? verdict : { state: 'warned', code: 'contactUnreachable', detail: off.join(', ') },
  );
}

/** How the phone names itself, as it registered: empty where the PBX does not tell, or the phone has a fixed address. */
export async function userAgent(client: AsteriskClient, device: string): Promise<string> {
  const [tech = '', name = ''] = device.split('/');
  try {
    if (tech !== 'PJSIP') return await read(client, `SIPPEER(${name},useragent)`);
    const [contact = ''] = await contactsOf(client, name);
    return contact === '' ? '' : await read(client, `PJSIP_CONTACT(${contact},user_agent)`);
  } catch {
    // A nicety, no more.
    return '';
  }
}

/**
 * Of several phones that registered for the line those that do not answer the PBX any more: a call to the line rings them in vain, and
 * where the dial plan calls the first contact alone it may be one of them. Known only where the PBX qualifies its contacts.
 */
async function unreachableContacts(client: AsteriskClient, device: string): Promise<readonly string[]> {
  const [tech = '', name = ''] = device.split('/');
  if (tech !== 'PJSIP') return [];
  try {
    const contacts = await contactsOf(client, name);
    if (contacts.length < 2) return [];
    const off: string[] = [];
    for (const contact of contacts.slice(0, contactsMax)) {
      if ((await read(client, `PJSIP_CONTACT(${contact},status)`)) !== 'Unreachable') continue;
      off.push(await read(client, `PJSIP_CONTACT(${contact},uri)`));
    }
    return off;
  } catch {
    // Not every PBX has the functions (func_pjsip_contact); it is a hint, no more.
    return [];
  }
}

/** More phones than these are not on one line. */
const contactsMax = 10;

/** Ids of the phones that registered; several where the desk phone and the mobile app share the line. */
async function contactsOf(client: AsteriskClient, endpoint: string): Promise<readonly string[]> {
  const contacts: string[] = [];
  for (const aor of listOf(await read(client, `PJSIP_ENDPOINT(${endpoint},aors)`))) {
    contacts.push(...listOf(await read(client, `PJSIP_AOR(${aor},contact)`)));
  }
  return contacts;
}

function listOf(value: string): readonly string[] {
  return value.split(',').filter((item) => item !== '');
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
