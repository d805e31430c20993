import { type DialRules, dialledNumber } from '../../src/cti/number/dialRules.ts';
import { kindOf } from '../../src/cti/number/number.ts';
import { isolated } from '../../src/cti/text.ts';
import type { PaletteDeed, PaletteTrouble, PaletteView } from '../../src/ipc/palette.ts';
import type { Translate } from '../../src/words/words.ts';
import { oneLine, partyOf } from '../actions/party.ts';
import { isRingingIn, type WishDenial } from '../actions/wish.ts';
import { type Deed, keyOf, type Whom } from './deed.ts';
import type { Reading } from './read.ts';

/** A reading as the window shows it. */
export function viewOf(text: string, reading: Reading, dialRules: DialRules, t: Translate): PaletteView {
  const { deeds, isSure, why } = reading;
  return {
    text,
    deeds: deeds.map((deed) => rowOf(deed, dialRules, t)),
    isSure,
    ...(why === undefined ? {} : { why: t(`palette.why.${why}`) }),
  };
}

function rowOf(deed: Deed, dialRules: DialRules, t: Translate): PaletteDeed {
  const { does, whom } = deed;
  const isCode = whom !== undefined && kindOf(whom.number) === 'code';
  return {
    key: keyOf(deed),
    text: deedText(deed, t),
    facts: factsOf(deed, dialRules, t),
    ...('denied' in does ? { denied: denialOf(does.denied, t) } : {}),
    ...(isCode ? { warning: t('palette.why.code') } : {}),
  };
}

/** Exactly what is done, and to whom. */
export function deedText({ verb, about, whom, reason, queue, does }: Deed, t: Translate): string {
  const who = about === undefined ? t('palette.noCall') : isolated(partyOf(about, t));
  switch (verb) {
    case 'call':
    case 'consult':
      return t(`palette.deed.${verb}`, { whom: nameOf(whom) });
    case 'transfer':
      return whom === undefined
        ? t('palette.deed.complete', { who })
        : t('palette.deed.transfer', { whom: nameOf(whom) });
    case 'end':
      return t(about !== undefined && isRingingIn(about) ? 'palette.deed.decline' : 'palette.deed.end', {
        who,
      });
    case 'resume':
      return t(
        'command' in does && does.command.type === 'SwapCalls' ? 'palette.deed.swap' : 'palette.deed.resume',
        { who },
      );
    case 'ready':
      return t('palette.deed.ready');
    case 'notReady':
      return reason === undefined
        ? t('palette.deed.notReady')
        : t('palette.deed.notReadyFor', { reason: isolated(oneLine(reason)) });
    case 'login':
      return queue === undefined
        ? t('palette.deed.login')
        : t('palette.deed.loginTo', { queue: oneLine(queue) });
    case 'logout':
      return queue === undefined
        ? t('palette.deed.logout')
        : t('palette.deed.logoutOf', { queue: oneLine(queue) });
    case 'back':
    case 'hold':
    case 'swap':
    case 'park':
    case 'mute':
    case 'unmute':
    case 'answer':
      return t(`palette.deed.${verb}`, { who });
  }
}

function nameOf(whom: Whom | undefined): string {
  return whom === undefined ? '' : isolated(oneLine(whom.name) || whom.number);
}

function factsOf({ verb, about, whom, does }: Deed, dialRules: DialRules, t: Translate): readonly string[] {
  const facts: string[] = [];
  if (whom !== undefined) {
    if (oneLine(whom.name) !== '') facts.push(whom.number);
    const dialled = dialledNumber(whom.number, dialRules);
    if (dialled !== whom.number) facts.push(t('dial.dials', { number: dialled }));
    if (verb !== 'call' && about !== undefined)
      facts.push(
        t(verb === 'consult' ? 'palette.waits' : 'palette.with', { who: isolated(partyOf(about, t)) }),
      );
  }
  if ('command' in does && 'holdOthers' in does.command && does.command.holdOthers)
    facts.push(t('palette.holds'));
  return facts;
}

export function denialOf(code: WishDenial | 'queueFixed' | 'otherParty', t: Translate): PaletteTrouble {
  const text = code === 'noSuchCall' || code === 'whichCall' ? t(`wish.${code}`) : t(`refusal.${code}`);
  return { code, text };
}
