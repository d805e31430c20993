// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Direction, type Step, useSeconds } from './ticker.ts';

interface ShownProps {
  readonly name: string;
  readonly read: () => number;
  readonly direction?: Direction;
  readonly step?: Step;
}

let drawn: string[];

function Shown({ name, read, direction, step }: ShownProps): ReactNode {
  const seconds = useSeconds(read, direction, step);
  drawn.push(`${name} ${seconds}`);
  return <span role="timer">{seconds}</span>;
}

const passed = (sinceMs: number) => (): number => Date.now() - sinceMs;
const left = (untilMs: number) => (): number => untilMs - Date.now();
const shown = (): (string | null)[] => screen.queryAllByRole('timer').map(({ textContent }) => textContent);

/** In steps, as React draws once for all that changes within one. */
function pass(ms: number): void {
  const stepMs = 10;
  for (let passed = 0; passed < ms; passed += stepMs)
    act(() => {
      vi.advanceTimersByTime(Math.min(stepMs, ms - passed));
    });
}

function hide(hidden: boolean): void {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden);
  act(() => {
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

describe('running times', () => {
  beforeEach(() => {
    drawn = [];
    vi.useFakeTimers({ now: 1_000_000_400 });
  });

  afterEach(() => {
    cleanup();
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  it('round what has passed down and what is left up, and never go below nought', () => {
    render(
      <>
        <Shown name="passed" read={passed(1_000_000_000)} />
        <Shown name="left" read={left(1_000_001_000)} direction="left" />
        <Shown name="ahead" read={passed(1_000_009_000)} />
      </>,
    );
    expect(shown()).toEqual(['0', '1', '0']);
    pass(601);
    expect(shown()).toEqual(['1', '0', '0']);
    pass(60_000);
    expect(shown()).toEqual(['61', '0', '52']);
  });

  it('draw each second once, and wake the page for nothing else', () => {
    const wakes = vi.spyOn(globalThis, 'setTimeout');
    render(<Shown name="ready" read={passed(1_000_000_000)} />);
    wakes.mockClear();
    pass(5_000);
    expect(drawn).toEqual(['ready 0', 'ready 1', 'ready 2', 'ready 3', 'ready 4', 'ready 5']);
    // One for the next second, asked for by the tick and by what it drew.
    expect(wakes.mock.calls.map(([, ms]) => ms).every((ms) => Number(ms) > 990)).toBe(true);
    expect(vi.getTimerCount()).toBe(1);
  });

  it('wake the page once a minute where minutes are shown', () => {
    const rough = (ms: number): number => (ms < 60_000 ? 1000 : 60_000);
    render(<Shown name="ready" read={passed(999_942_400)} step={rough} />);
    const wakes = vi.spyOn(globalThis, 'setTimeout');
    pass(180_000);
    expect(drawn).toEqual(['ready 58', 'ready 59', 'ready 60', 'ready 120', 'ready 180']);
    // Each tick asks for the next, and so does what it draws.
    expect(wakes.mock.calls.length).toBeLessThanOrEqual(10);
  });

  it('skip no second where two clocks do not change together', () => {
    render(
      <>
        <Shown name="a" read={passed(1_000_000_000)} />
        <Shown name="b" read={passed(1_000_000_350)} />
      </>,
    );
    pass(10_000);
    for (const name of ['a', 'b'])
      expect(drawn.filter((one) => one.startsWith(name))).toEqual(
        Array.from({ length: 11 }, (_, second) => `${name} ${second}`),
      );
  });

  it('stand still at no cost while the window is hidden, and are right when it is shown', () => {
    render(<Shown name="ready" read={passed(1_000_000_000)} />);
    hide(true);
    expect(vi.getTimerCount()).toBe(0);
    pass(60_000);
    expect(shown()).toEqual(['0']);
    hide(false);
    expect(shown()).toEqual(['60']);
    pass(1_000);
    expect(shown()).toEqual(['61']);
  });

  it('follow another beginning at once', () => {
    const { rerender } = render(<Shown name="state" read={passed(1_000_000_000)} />);
    rerender(<Shown name="state" read={passed(999_990_000)} />);
    expect(shown()).toEqual(['10']);
    pass(601);
    expect(shown()).toEqual(['11']);
  });

  it('leave no timer and no listener behind', () => {
    const { unmount } = render(<Shown name="ready" read={passed(1_000_000_000)} />);
    unmount();
    expect(vi.getTimerCount()).toBe(0);
    hide(false);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('bound the wake-ups of a time that stands still just before a second', () => {
    render(<Shown name="stuck" read={() => 5_999} />);
    const wakes = vi.spyOn(globalThis, 'setTimeout');
    pass(1_000);
    expect(wakes.mock.calls.length).toBeLessThanOrEqual(5);
    expect(drawn).toEqual(['stuck 5']);
  });
});
