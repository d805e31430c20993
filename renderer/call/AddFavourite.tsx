import { Star } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Call } from '../../src/cti/call.ts';
import { canCallBack } from '../../src/cti/number/number.ts';
import { useModel, useView } from '../model/panelModel.ts';
import { ActionButton } from '../parts/ActionButton.tsx';
import { whoOf } from '../parts/who.ts';
import { t } from '../parts/words.ts';

/** Makes a favourite of the other party; not there where they are one, or where the number cannot be called. */
export function AddFavourite({ call }: { readonly call: Call }): ReactNode {
  const { favourites } = useModel();
  const { name, number } = call;
  const mayAdd = useView(favourites, () => favourites.mayAdd(number));
  if (!mayAdd || !canCallBack(number)) return null;
  return (
    <ActionButton
      label={t('favourites.add', { who: whoOf(call) })}
      icon={Star}
      tone="quiet"
      compact
      onPress={() => favourites.add({ number, name })}
    />
  );
}
