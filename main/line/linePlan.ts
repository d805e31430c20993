import { basename } from 'node:path';
import type { RecordedChunk } from '../../src/asterisk/options/lineOptions.ts';
import { parseTiming } from '../../src/asterisk/recording/recording.ts';
import type { LineOptions } from '../../src/asterisk/options/lineOptions.ts';
import type { LinkFault } from '../../src/cti/link.ts';
import type { PbxIdentity } from '../../src/ipc/line.ts';
import type { PracticePbx } from '../../src/practice/practicePbx.ts';
import { idlePhone } from '../../src/phone/idlePhone.ts';
import { systemCode } from '../../src/world/atomicFile.ts';
import { type Settings, defaultSettings, deviceOf } from '../../src/settings/schema.ts';
import { missingFields } from '../../src/settings/table/together.ts';

/** What the settings come down to: a line to open, or why there is none. */
export interface LinePlan {
  readonly pbx: PbxIdentity;
  readonly extension: string;
  readonly device: string;
  /** With these the line is opened; without them `fault` says why it is not. */
  readonly options?: LineOptions;
  readonly fault?: LinkFault;
}

export interface PlanEdges {
  readonly readFile: (path: string) => Promise<Uint8Array>;
  /** Rejects when there is none for this host. */
  readonly secretFor: (host: string) => Promise<string>;
  readonly startPractice: (settings: Settings) => Promise<PracticePbx>;
}

/** Works out from the settings which PBX the line is on. Never rejects: what is missing or unreadable is the plan's fault. */
export async function planLine(settings: Settings, edges: PlanEdges): Promise<LinePlan> {
  const { extension, filePath, url } = settings;
  if (filePath === '' && url === '') return planPractice(settings, edges);
  const pbx: PbxIdentity =
    filePath === '' ? { kind: 'asterisk', name: url } : { kind: 'recording', name: basename(filePath) };
  const line = { pbx, extension, device: extension === '' ? '' : deviceOf(settings) };
  const missing = missingFields(settings);
  if (missing.length > 0) {
    const detail = missing.map(({ path, code }) => `${path}: ${code}`).join(', ');
    return { ...line, fault: { code: 'settingsInvalid', detail } };
  }
  try {
    const source =
      filePath === '' ? await amiSource(settings, edges) : await recordingSource(settings, edges);
    return { ...line, options: { ...common(settings), extension, device: deviceOf(settings), source } };
  } catch (error) {
    const code = filePath === '' ? 'settingsInvalid' : 'recordingUnreadable';
    const file = filePath === '' ? settings.tlsCaFile : filePath;
    const reason = error instanceof SyntaxError ? error.message : systemCode(error);
    return { ...line, fault: { code, detail: `${reason} ${file}` } };
  }
}

async function planPractice(settings: Settings, edges: PlanEdges): Promise<LinePlan> {
  const pbx: PbxIdentity = { kind: 'practice', name: 'localhost' };
  try {
    const practice = await edges.startPractice(settings);
    const { host, port, username, secret, extension, device, queues, colleagues } = practice;
    const source = { kind: 'ami', host, port, username, secret: () => secret } as const;
    // Its dial plan is the usual one, whatever stands in settings that are not in force yet.
    const { originateContext, parkingLotContext, controlsContext, queueExtensionFormat } = defaultSettings;
    const here = {
      ...settings,
      protocol: defaultSettings.protocol,
      originateContext,
      parkingLotContext,
      controlsContext,
      queueExtensionFormat,
    };
    const usual = common({ ...here, queues: [...queues], colleagues: [...colleagues] });
    const options = { ...usual, extension, device, source };
    return { pbx, extension, device, options };
  } catch (error) {
    const { extension } = settings;
    return { pbx, extension, device: '', fault: { code: 'internal', detail: systemCode(error) } };
  }
}

async function amiSource(settings: Settings, edges: PlanEdges): Promise<LineOptions['source']> {
  const { url: host, port, userName: username, charset, tls, tlsCaFile } = settings;
  const secret = (): Promise<string> => edges.secretFor(host);
  const plain = { kind: 'ami', host, port, username, secret, charset } as const;
  if (!tls) return plain;
  if (tlsCaFile === '') return { ...plain, tls: {} };
  const ca = Buffer.from(await edges.readFile(tlsCaFile)).toString('utf8');
  return { ...plain, tls: { ca } };
}

/** In its own time where its timing file stands beside it, as the recorder leaves it; at once otherwise. */
async function recordingSource(
  { filePath, charset }: Settings,
  edges: PlanEdges,
): Promise<LineOptions['source']> {
  const bytes = await edges.readFile(filePath);
  const timing = await timingOf(filePath, edges);
  return { kind: 'recording', bytes, charset, ...(timing === undefined ? {} : { timing }) };
}

async function timingOf(filePath: string, edges: PlanEdges): Promise<readonly RecordedChunk[] | undefined> {
  if (!filePath.endsWith('.server.txt')) return undefined;
  let text: Uint8Array;
  try {
    text = await edges.readFile(filePath.replace(/\.server\.txt$/, '.timing.jsonl'));
  } catch {
    return undefined;
  }
  return parseTiming(Buffer.from(text).toString('utf8'));
}

function common(settings: Settings): Omit<LineOptions, 'source' | 'extension' | 'device'> {
  const { agentName, originateContext, parkingLotContext } = settings;
  const isHere = settings.protocol === 'computer';
  const { sendRingStartedOnRingingState, autoAnswer, packetInfoConfig, colleagues, switchedOff } = settings;
  return {
    agentName,
    originateContext,
    parkingLotContext,
    sendRingStartedOnRingingState,
    autoAnswer,
    packetInfoConfig,
    controls: {
      // The choice is between ways round a desk phone.
      ...(isHere
        ? ({ answer: 'softphone', hold: 'auto' } as const)
        : { answer: settings.answerControl, hold: settings.holdControl }),
      transfer: settings.transferControl,
      context: settings.controlsContext,
    },
    queues: {
      extensionFormat: settings.queueExtensionFormat,
      names: settings.queues,
      autoPauseOnCommutationStart: settings.autoPauseOnCommutationStart,
      afterCallWorkMs: settings.afterCallWorkS * 1000,
      traceState: settings.traceQueuesState,
    },
    colleagues,
    switchedOff,
    ...(isHere ? { softphone: idlePhone } : {}),
  };
}
