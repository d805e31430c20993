import './parts/base.css';
import { createRoot } from 'react-dom/client';
import { Failure, Guard } from './parts/Failure.tsx';
import { mountPage } from './parts/page.ts';
import { Palette } from './palette/Palette.tsx';
import { createPaletteModel } from './palette/model.ts';

const bridge = window.offhook;

createRoot(mountPage()).render(
  bridge === undefined ? (
    <Failure code="bridgeMissing" />
  ) : (
    <Guard>
      <Palette model={createPaletteModel(bridge)} />
    </Guard>
  ),
);
