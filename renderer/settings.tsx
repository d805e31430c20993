import './parts/base.css';
import { createRoot } from 'react-dom/client';
import { SettingsWindow } from './settings/SettingsWindow.tsx';
import { Failure, Guard } from './parts/Failure.tsx';
import { mountPage } from './parts/page.ts';

const bridge = window.offhook;

createRoot(mountPage()).render(
  bridge === undefined ? (
    <Failure code="bridgeMissing" />
  ) : (
    <Guard>
      <SettingsWindow bridge={bridge} close={() => window.close()} />
    </Guard>
  ),
);
