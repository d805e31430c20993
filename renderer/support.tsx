import './parts/base.css';
import { createRoot } from 'react-dom/client';
import { Failure, Guard } from './parts/Failure.tsx';
import { mountPage } from './parts/page.ts';
import { SupportWindow } from './support/SupportWindow.tsx';

const bridge = window.offhook;

createRoot(mountPage()).render(
  bridge === undefined ? (
    <Failure code="bridgeMissing" />
  ) : (
    <Guard>
      <SupportWindow bridge={bridge} />
    </Guard>
  ),
);
