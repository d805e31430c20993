import type { Line } from '../../src/cti/line.ts';
import type { PhoneView } from '../../src/phone/phone.ts';
import type { SourceStatus } from '../../src/ipc/directory.ts';
import type { TracePacket } from '../../src/ipc/support.ts';
import type { Settings } from '../../src/settings/schema.ts';
import type { Translate } from '../../src/words/words.ts';
import type { LinkChange } from './linkHistory.ts';
import { maskNumbers } from '../log/maskNumbers.ts';

export interface ReportFacts {
  readonly wallMs: number;
  /** Of the app, its runtime and the system. */
  readonly versions: Readonly<Record<string, string>>;
  /** The secret is none of them. */
  readonly settings: Settings;
  readonly line: Line;
  /** The phone in the app; `null`: the line's is another one. */
  readonly phone: PhoneView | null;
  /** How the sources of the directory are doing. */
  readonly sources: readonly SourceStatus[];
  readonly history: readonly LinkChange[];
  /** The end of the log, as it is in the file. */
  readonly log: string;
  readonly packets: readonly TracePacket[];
}

/** Names of people in AMI's headers; what stands behind `CallerID` may be one too. */
const nameHeader = /^(\w*(?:CallerIDName|ConnectedLineName|CallerName)\w*|CallerID): .+$/gim;

/** The report for support as one text: all of it can be read before it is given away, and nothing is in it that cannot be read. */
export function reportText(facts: ReportFacts, t: Translate): string {
  const { wallMs, versions, settings, line, phone, sources, history, log, packets } = facts;
  const calls = line.calls.map(({ id, direction, state, phase }) => ({ id, direction, state, phase }));
  const { link, extension, device, features, agent } = line;
  const sections = [
    [t('support.report.versions'), pairs(versions)],
    [t('support.report.settings'), JSON.stringify(settings, null, 2)],
    [
      t('support.report.line'),
      JSON.stringify({ extension, device, link, features, agent, calls, phone }, null, 2),
    ],
    [t('support.report.directory'), JSON.stringify(sources, null, 2)],
    [t('support.report.history'), history.map(changeText).join('\n')],
    [t('support.report.log'), log.trimEnd()],
    [t('support.report.packets'), packets.map(packetText).join('\n\n')],
  ] as const;
  const body = sections.map(([title, text]) => `== ${title} ==\n${text === '' ? '-' : text}\n`).join('\n');
  const report = `${t('support.report.title')}, ${iso(wallMs)}\n\n${body}`;
  return settings.maskNumbers ? maskNumbers(report.replaceAll(nameHeader, '$1: ***')) : report;
}

/** When, which way, and the lines as they went over the wire. */
function packetText({ wallMs, direction, text }: TracePacket): string {
  return `${iso(wallMs)} ${direction === 'in' ? '<' : '>'}\n${text}`;
}

function changeText({ wallMs, link }: LinkChange): string {
  const { state, ...facts } = link;
  return `${iso(wallMs)} ${state}${Object.keys(facts).length === 0 ? '' : ` ${JSON.stringify(facts)}`}`;
}

function pairs(record: Readonly<Record<string, string>>): string {
  return Object.entries(record)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}

function iso(wallMs: number): string {
  return new Date(wallMs).toISOString();
}
