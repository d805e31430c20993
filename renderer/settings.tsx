import './shared/base.css';
import { createRoot } from 'react-dom/client';
import { SettingsWindow } from './settings/SettingsWindow.tsx';
import { Failure, Guard } from './shared/Failure.tsx';
import { mountPage } from './shared/page.ts';

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
