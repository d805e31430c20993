import type { ReactNode } from 'react';
import { useForm } from '../model/context.ts';
import { derivedDevice } from '../model/values.ts';
import { TextRow } from './fields.tsx';

/** The phone's device; empty, it shows the one that is meant then. */
export function DeviceRow(): ReactNode {
  const { values } = useForm();
  return <TextRow name="device" placeholder={derivedDevice(values)} />;
}
