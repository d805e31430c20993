import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../../src/ami/testing/fakeClock.ts';
import { TrayIcon } from './icon.ts';

let clock: FakeClock;
let painted: string[];
let still: boolean;
let icon: TrayIcon;
beforeEach(() => {
  clock = new FakeClock();
  painted = [];
  still = false;
  icon = new TrayIcon({
    clock,
    platform: 'linux',
    reducedMotion: () => still,
    paint: ({ file, badge }) => painted.push([file, badge].filter(Boolean).join(' ')),
  });
});

describe('TrayIcon', () => {
  it('paints when something changed, and only then', () => {
    icon.show('ready', 0);
    icon.show('ready', 0);
    icon.show('ready', 1);
    icon.show('talking', 1);
    icon.show('talking', 2);
    expect(painted).toEqual(['22/ready.png', '22/ready.png 22/missed1.png', '22/talking.png']);
    expect(clock.pending).toBe(0);
  });

  it('blinks while it rings, and is solid again afterwards', () => {
    icon.show('ringing', 0);
    clock.advance(1000);
    icon.show('ringing', 0); // another ringing call does not restart the blinking
    clock.advance(500);
    icon.show('talking', 0);
    clock.advance(5000);
    expect(painted).toEqual([
      '22/ringing.png',
      '22/ringingHollow.png',
      '22/ringing.png',
      '22/ringingHollow.png',
      '22/talking.png',
    ]);
    expect(clock.pending).toBe(0);
  });

  it('is still where the system asks for it', () => {
    still = true;
    icon.show('ringing', 0);
    clock.advance(5000);
    expect(painted).toEqual(['22/ringing.png']);
  });

  it('stops', () => {
    icon.show('ringing', 0);
    icon.stop();
    expect(clock.pending).toBe(0);
  });
});
