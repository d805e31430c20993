// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { able, aCall, aCallIn } from '../testing/story.ts';
import { labelOfItem, lookOfItem } from './commandLook.ts';

it('to join two parties is to leave, where all talk together already', () => {
  const features = able(['TransferCall']);
  const consultation = { kind: 'command', command: 'TransferCall', call: aCall({ features }) } as const;
  expect(labelOfItem(consultation)).toBe('Transfer');
  expect(labelOfItem({ ...consultation, about: aCall({ name: 'Bo' }) })).toBe('Transfer Bo');
  expect(lookOfItem(consultation).tone).toBe('primary');
  const conference = { ...consultation, call: aCallIn('conference', { features }) };
  expect(labelOfItem(conference)).toBe('Leave');
  expect(lookOfItem(conference).tone).toBe('secondary');
});
