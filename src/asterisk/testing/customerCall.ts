import { type LeggedChannel, say } from './linePbx.ts';

/** A call from customer 201 to line 101, as AMI 2.x tells of it: by its events, and in a snapshot. */
export const caller: LeggedChannel = {
  name: 'PJSIP/201-00000001',
  uniqueId: '1.1',
  caller: ['201', 'Customer Alpha'],
  exten: '101',
};
export const phone: LeggedChannel = {
  name: 'PJSIP/101-00000002',
  uniqueId: '1.2',
  caller: ['101', 'Agent One'],
  connected: ['201', 'Customer Alpha'],
};

export const ringing = [say.status(caller, 'ring'), say.status(phone, 'ringing', '', true)];
export const talking = [say.status(caller, 'up', 'b'), say.status(phone, 'up', 'b', true)];
export const comes = [
  say.created(caller, 'ring'),
  say.created(phone),
  say.dial(caller, phone),
  say.state(phone, 'ringing'),
];
export const answered = [say.state(phone, 'up'), say.enter('b', phone), say.enter('b', caller)];
export const ends = [say.hungUp(phone), say.hungUp(caller)];
