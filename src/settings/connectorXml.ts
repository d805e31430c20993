import { SaxesParser } from 'saxes';
import { type Settings, settingSchemas } from './schema.ts';

/** What became of an attribute of the connector. */
export interface ImportedAttribute {
  readonly name: string;
  /** `notObeyed`: taken over, but it would harm the PBX. `badValue`, `unknown`: left out. */
  readonly fate: 'taken' | 'notObeyed' | 'badValue' | 'unknown' | 'locked';
}

export interface ConnectorSettings {
  readonly settings: Partial<Settings>;
  readonly secret?: string;
  /** In the order of the file. */
  readonly attributes: readonly ImportedAttribute[];
}

export class ConnectorXmlError extends Error {
  readonly code: 'notXml' | 'noConnector' | 'tooLarge';

  constructor(code: ConnectorXmlError['code'], message: string) {
    super(message);
    this.name = 'ConnectorXmlError';
    this.code = code;
  }
}

/** A connector's file is a page; one of this size is none. Bytes. */
const maxBytes = 1_000_000;

const secretPattern = /^\P{Cc}{1,200}$/u;

type Read = (text: string) => unknown;

const asText: Read = (text) => text;
const asFlag: Read = (text) =>
  ({ true: true, '1': true, false: false, '0': false })[text.trim().toLowerCase()];
const asNumber: Read = (text) => (/^\s*\d+\s*$/.test(text) ? Number(text) : undefined);
const asNames: Read = (text) => text.split(/[\s,;|]+/).filter((name) => name !== '');
const asTechnology: Read = (text) => `${text.trim().toUpperCase().replace(/\/$/, '')}/`;

/** The attributes of the field's connectors, which our settings are named after. */
const attributes = {
  url: asText,
  port: asNumber,
  userName: asText,
  originateContext: asText,
  parkingLotContext: asText,
  autoPauseOnCommutationStart: asFlag,
  queueExtensionFormat: asText,
  asyncOriginate: asFlag,
  sendRingStartedOnRingingState: asFlag,
  traceQueuesState: asFlag,
  packetInfoConfig: asNames,
  filePath: asText,
  protocol: asTechnology,
} as const satisfies Partial<Record<keyof Settings, Read>>;

type AttributeName = keyof typeof attributes;

/**
 * Reads the first `<asterisk .../>` element of a connector's settings, wherever in the document it is.
 * @throws ConnectorXmlError
 */
export function readConnectorXml(bytes: Uint8Array): ConnectorSettings {
  if (bytes.byteLength > maxBytes) throw new ConnectorXmlError('tooLarge', `${bytes.byteLength} bytes`);
  const found = connectorOf(decoded(bytes));
  if (found === undefined) throw new ConnectorXmlError('noConnector', 'no element named asterisk');
  const settings: Record<string, unknown> = {};
  const told: ImportedAttribute[] = [];
  let secret: string | undefined;
  for (const [name, text] of Object.entries(found)) {
    if (name === 'secret') {
      if (secretPattern.test(text)) secret = text;
      told.push({ name, fate: secret === undefined ? 'badValue' : 'taken' });
      continue;
    }
    if (!Object.hasOwn(attributes, name)) {
      told.push({ name, fate: 'unknown' });
      continue;
    }
    const key = name as AttributeName;
    const parsed = settingSchemas[key].safeParse(attributes[key](text) ?? text);
    if (parsed.success) settings[key] = parsed.data;
    told.push({ name, fate: parsed.success ? fateOf(key, parsed.data) : 'badValue' });
  }
  return {
    settings: settings,
    ...(secret === undefined ? {} : { secret }),
    attributes: told,
  };
}

function fateOf(name: AttributeName, value: unknown): ImportedAttribute['fate'] {
  return name === 'asyncOriginate' && value === false ? 'notObeyed' : 'taken';
}

/** Attributes of the first connector. Entities of the document's own are not known, and so an error: nothing is expanded. */
function connectorOf(xml: string): Readonly<Record<string, string>> | undefined {
  const parser = new SaxesParser();
  let found: Record<string, string> | undefined;
  parser.on('opentag', (tag) => {
    if (tag.name === 'asterisk') found ??= tag.attributes as Record<string, string>;
  });
  parser.on('error', (error) => {
    throw new ConnectorXmlError('notXml', error.message);
  });
  parser.write(xml).close();
  return found;
}

/** UTF-8, or UTF-16 with a byte order mark, as the editors of Windows write it. */
function decoded(bytes: Uint8Array): string {
  const mark = `${bytes[0] ?? 0},${bytes[1] ?? 0}`;
  const encoding = mark === '255,254' ? 'utf-16le' : mark === '254,255' ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}
