import { copyFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeCertificates } from './certificates.ts';
import type { PortBlock } from './ports.ts';
import type { AsteriskVersion, Tech } from './versions.ts';

export type StaticLine = (typeof staticLines)[number];

/**
 * Lines with a fixed address; 201, 202 and the trunks are the outside world. The index is the place of the phone's port.
 * 105 has a desk phone and a mobile app, 106 a phone and a registration that is left over from one that is gone.
 */
export const staticLines = [
  '101',
  '102',
  '103',
  '201',
  '202',
  'trunk',
  'trunk2',
  '105',
  '105-app',
  '106',
  '106-gone',
] as const;
const trunks: readonly string[] = ['trunk', 'trunk2'];
/** Lines that are unreachable until a phone registers. */
export const registerable = ['104'] as const;

export interface InstanceSettings {
  version: AsteriskVersion;
  tech: Tech;
  /** The instance's folder as the Asterisk inside the chroot sees it. */
  dir: string;
  /** The same folder as this process sees it. */
  hostDir: string;
  ports: PortBlock;
  secret: string;
  /** Appended to extensions.conf. */
  dialplan: string;
  /** The phone of 101 is one that comes by WebSocket, with this password. */
  webrtc?: string | undefined;
  /** With the dial-plan lines that come with Offhook, the very file that is shipped. */
  snippet: boolean;
}

const snippetFile = join(import.meta.dirname, '../../assets/asterisk/offhook.conf');

/** Writes everything an instance needs into its folder: configuration, certificates, music. */
export function writeConfiguration(settings: InstanceSettings): void {
  const { hostDir } = settings;
  for (const name of ['etc', 'lib', 'spool', 'run', 'log/cdr-csv', 'moh', 'tls']) {
    mkdirSync(join(hostDir, name), { recursive: true, mode: 0o700 });
  }
  const values = templateValues(settings);
  const templates = join(import.meta.dirname, 'config');
  const unwanted = [
    settings.tech === 'PJSIP' ? 'sip.conf' : 'pjsip.conf',
    ...(settings.webrtc === undefined ? ['http.conf'] : []),
  ];
  for (const name of readdirSync(templates)) {
    if (unwanted.includes(name)) continue;
    const text = fill(readFileSync(join(templates, name), 'utf8'), values, name);
    const include = settings.snippet ? '#include "offhook.conf"\n' : '';
    const extra = name === 'extensions.conf' ? `\n${settings.dialplan}\n${include}` : '';
    writeFileSync(join(hostDir, 'etc', name), text + extra);
  }
  if (settings.snippet) copyFileSync(snippetFile, join(hostDir, 'etc', 'offhook.conf'));
  writeFileSync(join(hostDir, 'moh', 'tone.wav'), toneWav(2000));
  writeData(join(hostDir, 'data'));
  writeCertificates(join(hostDir, 'tls'));
}

function fill(template: string, values: Record<string, string>, name: string): string {
  return template.replace(/\{\{(\w+)\}\}/g, (_whole, key: string) => {
    const value = values[key];
    if (value === undefined) throw new Error(`${name}: no value for {{${key}}}`);
    return value;
  });
}

function templateValues(settings: InstanceSettings): Record<string, string> {
  const { version, tech, dir, ports, secret, webrtc } = settings;
  return {
    dir,
    tech,
    secret,
    moduleDir: version === 22 ? '/usr/lib/x86_64-linux-gnu/asterisk/modules' : '/usr/lib/asterisk/modules',
    amiPort: String(ports.ami),
    amiTlsPort: String(ports.amiTls),
    sipPort: String(ports.sip),
    rtpStart: String(ports.rtpStart),
    rtpEnd: String(ports.rtpEnd),
    httpsPort: String(ports.https),
    ice: webrtc === undefined ? 'no' : 'yes',
    webrtcTransport: webrtc === undefined ? '' : webrtcTransport,
    channelModules: [
      channelModules(version, tech),
      ...(webrtc === undefined ? [] : webrtcModules(version)),
    ].join('\n'),
    parking: version === 11 ? parking11 : '',
    queueEvents: version === 11 ? queueEvents11 : '',
    autoAnswerDial: autoAnswerDial(tech),
    contacts: tech === 'PJSIP' ? '${PJSIP_DIAL_CONTACTS(${EXTEN})}' : 'SIP/${EXTEN}',
    mailboxModule: version === 22 ? 'app_voicemail' : 'app_minivm',
    mailbox: version === 22 ? 'VoiceMail(${MAILBOX},s)' : 'MinivmRecord(${MAILBOX}@default)',
    endpoints: tech === 'PJSIP' ? pjsipEndpoints(settings) : sipPeers(ports),
  };
}

/** In 11 parking is of the core: there is no res_parking.conf. */
const parking11 = `parkext => 700
parkpos => 701-720
context => parkedcalls
parkingtime => 45
comebacktoorigin = yes
findslot => first`;

/** 11 tells of the members of a queue only when it is asked to; later versions always do. */
const queueEvents11 = 'eventwhencalled = yes\neventmemberstatus = yes';

/** Modules that became parts of others or of the core in 12. */
const only11 = ['chan_local', 'chan_bridge', 'bridge_multiplexed', 'res_monitor'];

function channelModules(version: AsteriskVersion, tech: Tech): string {
  const pjsip = [
    'res_pjsip',
    'res_pjsip_session',
    'res_pjsip_pubsub',
    'res_pjsip_caller_id',
    'res_pjsip_diversion',
    'res_pjsip_dlg_options',
    'res_pjsip_empty_info',
    'res_pjsip_endpoint_identifier_ip',
    'res_pjsip_endpoint_identifier_user',
    'res_pjsip_header_funcs',
    'res_pjsip_nat',
    'res_pjsip_notify',
    'res_pjsip_refer',
    'res_pjsip_registrar',
    'res_pjsip_rfc3326',
    'res_pjsip_sdp_rtp',
    'chan_pjsip',
    'func_pjsip_contact',
    'func_pjsip_endpoint',
  ];
  const names = tech === 'PJSIP' ? pjsip : [...(version === 11 ? only11 : []), 'chan_sip'];
  return names.map((name) => `load = ${name}.so`).join('\n');
}

function autoAnswerDial(tech: Tech): string {
  return tech === 'PJSIP'
    ? ' same => n,Dial(PJSIP/${EXTEN:1},30,tTb(autoanswer^addheader^1))'
    : [
        ' same => n,SIPAddHeader(Call-Info: <sip:127.0.0.1>\\;answer-after=0)',
        ' same => n,Dial(SIP/${EXTEN:1},30,tT)',
      ].join('\n');
}

/** Its port is that of http.conf; without a `bind` the transport is refused. */
const webrtcTransport = `[wss]
type = transport
protocol = wss
bind = 127.0.0.1`;

function webrtcModules(version: AsteriskVersion): readonly string[] {
  const names = [
    'res_crypto',
    'res_srtp',
    'res_http_websocket',
    'res_pjsip_transport_websocket',
    'res_pjsip_authenticator_digest',
    'res_pjsip_dtmf_info',
    ...(version === 22 ? ['codec_opus_open_source', 'res_format_attr_opus'] : []),
  ];
  return names.map((name) => `load = ${name}.so`);
}

/** A phone in Offhook, as docs/pbx.md has it. */
/** @param codecs Opus where Asterisk can translate it: without that a call to a desk phone finds no way */
const webrtcPhone = (line: string, password: string, codecs: string): string =>
  `[${line}]
type = endpoint
context = from-internal
disallow = all
allow = ${codecs}
webrtc = yes
direct_media = no
device_state_busy_at = 0
auth = ${line}
aors = ${line}

[${line}]
type = auth
auth_type = userpass
username = ${line}
password = ${password}

[${line}]
type = aor
max_contacts = 2
remove_existing = yes`;

function pjsipEndpoints({ version, ports, webrtc }: InstanceSettings): string {
  const addressOf = (line: StaticLine): string => `127.0.0.1:${ports.phone(staticLines.indexOf(line))}`;
  const endpoints = staticLines.filter((line) => !line.includes('-'));
  const fixed = endpoints.map((line) => {
    if (line === '101' && webrtc !== undefined)
      return webrtcPhone(line, webrtc, version === 22 ? 'opus,ulaw' : 'ulaw,alaw');
    const phones = staticLines.filter((name) => name === line || name.startsWith(`${line}-`));
    const trunk = trunks.includes(line);
    return [
      `[${line}](phone)`,
      `aors = ${line}`,
      ...(trunk ? ['context = from-trunk'] : []),
      `[${line}]`,
      'type = aor',
      ...phones.map((phone) => `contact = sip:${trunk ? '' : `${line}@`}${addressOf(phone)}`),
      // By address, not by From: a customer may call with any number.
      `[${line}]`,
      'type = identify',
      `endpoint = ${line}`,
      ...phones.map((phone) => `match = ${addressOf(phone)}`),
    ].join('\n');
  });
  const dynamic = registerable.map((line) => `[${line}](phone)\naors = ${line}\n[${line}](registered)`);
  return [...fixed, ...dynamic].join('\n\n');
}

function sipPeers(ports: PortBlock): string {
  const fixed = staticLines.map((line, index) => {
    const trunk = trunks.includes(line);
    return [
      `[${line}](phone)`,
      // A peer, not a friend: found by address, whatever number is in From.
      'type = peer',
      'insecure = invite',
      'host = 127.0.0.1',
      `port = ${ports.phone(index)}`,
      ...(trunk ? ['context = from-trunk'] : [`defaultuser = ${line}`]),
    ].join('\n');
  });
  const dynamic = registerable.map((line) => `[${line}](phone)\nhost = dynamic`);
  return [...fixed, ...dynamic].join('\n\n');
}

/** Asterisk's data folder: its own documentation, without which chan_pjsip's options are unknown, and our sounds. */
function writeData(dir: string): void {
  const sounds = join(dir, 'sounds', 'en');
  mkdirSync(sounds, { recursive: true });
  // Resolved inside the chroot.
  symlinkSync('/usr/share/asterisk/documentation', join(dir, 'documentation'));
  // An attended transfer gives up when it cannot say "transfer". The real prompts would be another package to fetch.
  for (const name of ['pbx-transfer', 'pbx-invalid', 'pbx-parkingfailed', 'beep', 'beeperr']) {
    writeFileSync(join(sounds, `${name}.wav`), toneWav(60));
  }
  writeFileSync(join(sounds, 'announcement.wav'), toneWav(500));
}

/** A quiet tone as 8 kHz, 16 bit, mono: the one format Asterisk plays without a codec module. */
function toneWav(durationMs: number): Buffer {
  const sampleRate = 8000;
  const samples = (sampleRate * durationMs) / 1000;
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(sampleRate, 24);
  wav.writeUInt32LE(sampleRate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(samples * 2, 40);
  for (let i = 0; i < samples; i += 1) {
    wav.writeInt16LE(Math.round(2000 * Math.sin((2 * Math.PI * 440 * i) / sampleRate)), 44 + i * 2);
  }
  return wav;
}
