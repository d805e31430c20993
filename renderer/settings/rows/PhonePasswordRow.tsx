import type { ReactNode } from 'react';
import { useForm } from '../model/context.ts';
import { keepsPhonePassword } from '../model/check.ts';
import { KeptSecret } from './SecretRow.tsx';

/** The SIP password of the phone in the app; nothing where the phone is another one. */
export function PhonePasswordRow(): ReactNode {
  const { values, view } = useForm();
  if (values.protocol !== 'computer') return null;
  return (
    <KeptSecret
      name="phonePassword"
      isKept={keepsPhonePassword(values, view)}
      isImported={false}
      hint="settings.phonePassword.hint"
    />
  );
}
