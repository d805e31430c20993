import type { LinePhone } from './softphone.ts';

/** The phone in the app before there is one: for settings that are only being tried out. */
export const idlePhone: LinePhone = {
  view: { registration: { state: 'registering' }, hasMicrophone: true, dialogs: [] },
  invite: () => '',
  order: () => Promise.resolve('noSuchCall'),
  onChanged: () => () => undefined,
};
