import { describe, expect, it, vi } from 'vitest';
import type { LampReport } from '../../src/cti/people/lamp.ts';
import { noDialRules } from '../../src/cti/number/dialRules.ts';
import { LineLamps } from './lineLamps.ts';

/** A line whose phone system shows what the test says. */
function aSource(report: LampReport) {
  const listeners: (() => void)[] = [];
  return {
    lamps: report,
    watchLamps: vi.fn(),
    onLamps: (listener: () => void) => {
      listeners.push(listener);
      return () => undefined;
    },
    change: () => listeners.forEach((listener) => listener()),
  };
}

const german = { ...noDialRules, outsidePrefix: '0', countryCode: '49', internationalPrefix: '00' };

describe('the lamps of the line', () => {
  it('are of numbers as people write them, and asked for as they are dialled', () => {
    const lamps = new LineLamps();
    const source = aSource({
      lamps: [
        { extension: '102', state: 'ringing' },
        { extension: '003012345678', state: 'unknown' },
        { extension: '103', state: 'unknown' },
      ],
    });
    lamps.follow(source, german);
    lamps.watch(['102', '+493012345678', '103'], true);
    expect(source.watchLamps).toHaveBeenLastCalledWith(['102', '003012345678', '103'], { pickUp: true });
    const { of, denial } = lamps.report();
    expect(of('102')).toEqual({ extension: '102', state: 'ringing' });
    expect(of('103')).toEqual({ extension: '103', state: 'unknown' });
    expect(of('+493012345678')).toEqual({ extension: '003012345678' });
    expect(denial).toBeUndefined();
  });

  it('stay watched on another line, and those of the one before are void', () => {
    const lamps = new LineLamps();
    const changed = vi.fn();
    lamps.onChanged(changed);
    lamps.watch(['102'], false);
    expect(lamps.report().denial).toBe('notConnected');
    expect(lamps.report().of('102')).toEqual({ extension: '102', state: 'unknown' });
    const [first, second] = [
      aSource({ lamps: [{ extension: '102', state: 'free' }] }),
      aSource({ lamps: [] }),
    ];
    lamps.follow(first, noDialRules);
    expect(first.watchLamps).toHaveBeenLastCalledWith(['102'], { pickUp: false });
    expect(lamps.report().of('102').state).toBe('free');
    lamps.follow(second, noDialRules);
    expect(second.watchLamps).toHaveBeenLastCalledWith(['102'], { pickUp: false });
    expect(changed).toHaveBeenCalledTimes(2);
    first.change();
    expect(changed).toHaveBeenCalledTimes(2);
    second.change();
    expect(changed).toHaveBeenCalledTimes(3);
  });
});
