import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../schema.ts';
import type { Settings } from './fields.ts';
import { clashingFields, missingFields } from './together.ts';

const set = (some: Partial<Settings>): Settings => ({ ...defaultSettings, ...some });

describe('settings together', () => {
  it('need nothing while nothing is configured', () => {
    expect(missingFields(defaultSettings)).toEqual([]);
  });

  it('need a user, a line and contexts to connect', () => {
    const settings = set({ url: 'pbx-1', originateContext: '', parkingLotContext: '' });
    expect(missingFields(settings).map(({ path }) => path)).toEqual([
      'userName',
      'extension',
      'originateContext',
      'parkingLotContext',
    ]);
  });

  it('need a line to replay a recording', () => {
    expect(missingFields(set({ filePath: '/x' }))).toEqual([{ path: 'extension', code: 'required' }]);
  });

  it('need what is more than spaces', () => {
    const settings = set({ url: ' ', userName: ' ' });
    expect(missingFields(settings)).toEqual([]);
    expect(missingFields({ ...settings, url: 'pbx-1', extension: '101' })).toEqual([
      { path: 'userName', code: 'required' },
    ]);
  });

  it('have an address of a page only with schemes and facts that the others allow', () => {
    const faults = (some: Partial<Settings>): number => clashingFields(set(some)).length;
    expect(faults({})).toBe(0);
    expect(faults({ popUrl: 'https://crm.example.com/?n={number}' })).toBe(0);
    expect(faults({ popUrl: 'crm://contact/{number}' })).toBe(1);
    expect(faults({ popUrl: 'crm://contact/{number}', popSchemes: ['crm'] })).toBe(0);
    expect(faults({ popUrl: 'https://crm.example.com/?n={field.Account}' })).toBe(1);
  });
});
