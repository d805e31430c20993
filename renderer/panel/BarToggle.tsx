import { PanelTopClose, PanelTopOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import { ActionButton } from '../parts/ActionButton.tsx';
import { tell } from '../parts/bridge.ts';
import { useMedia } from '../parts/hooks/useMedia.ts';
import { t } from '../parts/words.ts';
import { barMedia, toggleBar } from '../parts/bar.ts';
import { useModel } from '../model/panelModel.ts';

/** One line high, and back. */
export function BarToggle(): ReactNode {
  const { bridge } = useModel();
  const isBar = useMedia(barMedia);
  return (
    <ActionButton
      label={t(isBar ? 'panel.fromBar' : 'panel.toBar')}
      icon={isBar ? PanelTopOpen : PanelTopClose}
      tone="quiet"
      compact
      shortcut="Control+B"
      onPress={() => tell(toggleBar(bridge), () => undefined)}
    />
  );
}
