import { LifeBuoy } from 'lucide-react';
import type { ReactNode } from 'react';
import { ActionButton } from '../../parts/ActionButton.tsx';
import { tell } from '../../parts/bridge.ts';
import { t } from '../../parts/words.ts';
import { useSettings } from '../model/context.ts';
import { Anchor } from '../rows/Anchor.tsx';

/** The way to what helps when something does not work. */
export function SupportRow(): ReactNode {
  const { bridge } = useSettings();
  return (
    <Anchor id="support">
      <ActionButton
        label={t('settings.support.open')}
        icon={LifeBuoy}
        onPress={() => tell(bridge.request('support:open'), () => undefined)}
      />
    </Anchor>
  );
}
