import './parts/base.css';
import { createRoot } from 'react-dom/client';
import { Failure, Guard } from './parts/Failure.tsx';
import { mountPage } from './parts/page.ts';
import { RingingCalls } from './ringing/RingingCalls.tsx';
import { createRingingModel } from './ringing/model.ts';
import { Bell } from './ringing/bell.ts';

const bridge = window.offhook;

createRoot(mountPage()).render(
  bridge === undefined ? (
    <Failure code="bridgeMissing" />
  ) : (
    <Guard>
      <RingingCalls model={createRingingModel(bridge, new Bell())} hide={() => window.close()} />
    </Guard>
  ),
);
