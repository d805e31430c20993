import { t } from '../../parts/words.ts';
import { choices } from '../model/choices.ts';
import { hintOf, isChoice } from '../model/kinds.ts';
import { outline } from '../sections/outline.ts';
import { findablesIn } from './search.ts';

/** All that can be found in the settings, in the language on the screen. */
export const findables = findablesIn(outline, ({ name }) => {
  const hint = hintOf(name);
  return {
    id: name,
    key: name,
    label: t(`settings.${name}`),
    ...(hint === undefined ? {} : { hint: t(hint) }),
    ...(isChoice(name) ? { also: Object.values(choices[name]) } : {}),
  };
});
