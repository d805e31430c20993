import './parts/base.css';
import { createRoot } from 'react-dom/client';
import { Failure, Guard } from './parts/Failure.tsx';
import { mountPage } from './parts/page.ts';
import { HistoryWindow } from './history/HistoryWindow.tsx';

const bridge = window.offhook;

createRoot(mountPage()).render(
  bridge === undefined ? (
    <Failure code="bridgeMissing" />
  ) : (
    <Guard>
      <HistoryWindow bridge={bridge} />
    </Guard>
  ),
);
