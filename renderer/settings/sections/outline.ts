import type { PlainSection } from '../../../src/settings/table/field.ts';
import { namesIn } from '../../../src/settings/table/fields.ts';
import { t } from '../../parts/words.ts';
import { DeviceRow } from '../rows/DeviceRow.tsx';
import { Import } from '../rows/Import.tsx';
import { ProtocolRow } from '../rows/ProtocolRow.tsx';
import { PhonePasswordRow } from '../rows/PhonePasswordRow.tsx';
import { SecretRow } from '../rows/SecretRow.tsx';
import { SystemRows } from '../rows/SystemRows.tsx';
import { TokenRow } from '../rows/TokenRow.tsx';
import type { Entry, Place, Section } from '../model/entry.ts';
import { hotkeyFields } from '../model/hotkeys.ts';
import { hintOf, type LabelledName, type PlainName } from '../model/kinds.ts';
import { DecidedPages } from './DecidedPages.tsx';
import { DirectorySources } from './DirectorySources.tsx';
import { DialExamples } from './DialExamples.tsx';
import { DialledNumbers } from './DialledNumbers.tsx';
import { FullScreenNote, RingTone } from './RingTone.tsx';
import { HotkeyRows } from './HotkeyRows.tsx';
import { PopPreview } from './PopPreview.tsx';
import { ServiceLine } from './ServiceLine.tsx';
import { SupportRow } from './SupportRow.tsx';
import { UpdateRows } from './UpdateRows.tsx';

const field = (name: PlainName): Entry => ({ kind: 'field', name });

/** A section that the settings' table draws alone. */
const plain = (section: PlainSection): readonly Entry[] =>
  namesIn(section).map((name) => field(name as PlainName));

const pair = (...entries: readonly Entry[]): Entry => ({ kind: 'beside', how: 'pair', entries });

/** A setting that is drawn by a row of its own. */
const setting = (name: LabelledName): Place => {
  const hint = hintOf(name);
  return {
    id: name,
    key: name,
    label: t(`settings.${name}`),
    ...(hint === undefined ? {} : { hint: t(hint) }),
  };
};

const own = (Row: Extract<Entry, { kind: 'own' }>['Row'], ...places: readonly Place[]): Entry => ({
  kind: 'own',
  Row,
  places,
});

/** Only where the phone is the one in the app. */
const ofPhone = (name: PlainName): Entry => ({
  kind: 'field',
  name,
  when: ({ protocol }) => protocol === 'computer',
});

/** All settings in the order in which they are shown: the agent's own first, then what an administrator sets once. */
export const outline: readonly Section[] = [
  {
    id: 'line',
    group: 'you',
    title: t('settings.section.line'),
    entries: [
      pair(
        field('extension'),
        own(ProtocolRow, setting('protocol')),
        own(DeviceRow, setting('device')),
        field('agentName'),
      ),
      ...(['phoneUrl', 'phoneUser'] as const).map((name) => ofPhone(name)),
      own(PhonePasswordRow, { id: 'phonePassword', label: t('settings.phonePassword') }),
      ofPhone('phoneCaFile'),
    ],
  },
  {
    id: 'calls',
    group: 'you',
    title: t('settings.section.calls'),
    entries: plain('calls'),
  },
  {
    id: 'queues',
    group: 'you',
    title: t('settings.section.queues'),
    about: t('settings.section.queues.about'),
    entries: plain('queues'),
  },
  {
    id: 'colleagues',
    group: 'you',
    title: t('settings.section.colleagues'),
    entries: plain('colleagues'),
  },
  {
    id: 'directory',
    group: 'you',
    title: t('settings.section.directory'),
    entries: [
      field('directorySources'),
      own(DirectorySources),
      field('directoryRefreshMinutes'),
      field('directoryCaFile'),
    ],
  },
  {
    id: 'ringing',
    group: 'you',
    title: t('settings.section.ringing'),
    about: t('settings.section.ringing.about'),
    entries: [
      field('ringNotification'),
      field('ringWindow'),
      field('ringSound'),
      own(FullScreenNote),
      field('phoneRings'),
      own(RingTone, setting('ringVolume'), setting('ringDevice'), {
        id: 'playTone',
        label: t('settings.ringTone.play'),
      }),
    ],
  },
  {
    id: 'window',
    group: 'you',
    title: t('settings.section.window'),
    entries: plain('window'),
  },
  {
    id: 'hotkeys',
    group: 'you',
    title: t('settings.section.hotkeys'),
    about: t('settings.section.hotkeys.about'),
    entries: [own(HotkeyRows, ...Object.values(hotkeyFields).map(setting))],
  },
  {
    id: 'reach',
    group: 'you',
    title: t('settings.section.reach'),
    entries: [
      field('dialLinksAtOnce'),
      own(
        SystemRows,
        { id: 'startAtLogin', label: t('settings.startAtLogin'), hint: t('settings.startAtLogin.hint') },
        { id: 'links', label: t('settings.links'), also: [t('settings.links.claim')] },
      ),
    ],
  },
  {
    id: 'support',
    group: 'you',
    title: t('settings.section.support'),
    about: t('settings.support.about'),
    entries: [
      own(SupportRow, { id: 'support', label: t('settings.support.open') }),
      field('maskNumbers'),
      field('historyDays'),
    ],
  },
  {
    id: 'pbx',
    group: 'administrator',
    title: t('settings.section.pbx'),
    entries: [
      { kind: 'beside', how: 'hostAndPort', entries: [field('url'), field('port')] },
      field('tls'),
      { kind: 'field', name: 'tlsCaFile', when: ({ tls }) => tls },
      pair(field('userName'), own(SecretRow, { id: 'secret', label: t('settings.secret') })),
      {
        kind: 'field',
        name: 'keepSecretUnprotected',
        when: ({ keepSecretUnprotected }, { secretStore }) =>
          keepSecretUnprotected || secretStore === 'memoryOnly',
      },
      own(Import, { id: 'import', label: t('settings.import') }),
    ],
  },
  {
    id: 'dialRules',
    group: 'administrator',
    title: t('settings.section.dialRules'),
    about: t('settings.section.dialRules.about'),
    entries: [
      pair(
        field('outsidePrefix'),
        field('internationalPrefix'),
        field('countryCode'),
        field('nationalPrefix'),
        field('areaCode'),
        field('internalDigitsMax'),
      ),
      own(DialExamples),
      field('originateContext'),
    ],
  },
  {
    id: 'controls',
    group: 'administrator',
    title: t('settings.section.controls'),
    about: t('settings.section.controls.about'),
    entries: [
      field('answerControl'),
      field('holdControl'),
      field('transferControl'),
      field('parkingLotContext'),
    ],
  },
  {
    id: 'pop',
    group: 'administrator',
    title: t('settings.section.pop'),
    about: t('settings.section.pop.about'),
    entries: [
      field('popUrl'),
      own(PopPreview),
      pair(field('popWhen'), field('popDirection')),
      field('popQueues'),
    ],
  },
  {
    id: 'crm',
    group: 'administrator',
    title: t('settings.section.crm'),
    about: t('settings.section.crm.about'),
    entries: [
      own(ServiceLine),
      field('messagingPort'),
      own(DecidedPages, { id: 'decidedPages', label: t('settings.crm.pages') }),
      own(TokenRow, {
        id: 'token',
        label: t('settings.crm.token'),
        hint: t('settings.crm.token.hint'),
        also: [t('settings.crm.token.renewIt'), t('settings.crm.token.copyIt')],
      }),
      {
        kind: 'fold',
        id: 'crmMore',
        title: t('settings.crm.more'),
        entries: [
          field('messagingOrigins'),
          field('pageDialAsk'),
          field('pageDialAllow'),
          field('pageDialDeny'),
          own(DialledNumbers, { id: 'dialledNumbers', label: t('settings.crm.dialled') }),
          field('messagingCertFile'),
          field('messagingKeyFile'),
        ],
      },
    ],
  },
  {
    id: 'updates',
    group: 'administrator',
    title: t('settings.section.updates'),
    entries: [
      own(
        UpdateRows,
        { id: 'checkUpdates', label: t('settings.updates.checkNow') },
        setting('updates'),
        setting('updateChannel'),
      ),
    ],
  },
  {
    id: 'advanced',
    group: 'administrator',
    title: t('settings.section.advanced'),
    about: t('settings.section.advanced.about'),
    entries: plain('advanced'),
  },
];
