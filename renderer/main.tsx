import './parts/base.css';
import { createRoot } from 'react-dom/client';
import { followNetwork } from './line/network.ts';
import { Panel } from './panel/Panel.tsx';
import { createPanelModel, PanelProvider } from './model/panelModel.ts';
import { afterPaint } from './parts/afterPaint.ts';
import { Failure, Guard } from './parts/Failure.tsx';
import { mountPage } from './parts/page.ts';

const bridge = window.offhook;
if (bridge !== undefined) followNetwork(bridge);

createRoot(mountPage()).render(
  bridge === undefined ? (
    <Failure code="bridgeMissing" />
  ) : (
    <Guard>
      <PanelProvider value={createPanelModel(bridge, { afterPaint })}>
        <Panel />
      </PanelProvider>
    </Guard>
  ),
);
