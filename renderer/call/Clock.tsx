import type { ReactNode } from 'react';
import { clock } from '../../src/words/duration.ts';
import { type Direction, useSeconds } from '../parts/hooks/ticker.ts';

interface ClockProps {
  /** The time to show, ms. */
  readonly read: () => number;
  /** Of a time that is left, the whole seconds are rounded up; otherwise down. */
  readonly direction?: Direction;
  readonly label: string;
  readonly className?: string | undefined;
}

/** A running clock. Screen readers read it when they come to it; it never speaks up. */
export function Clock({ read, direction, label, className }: ClockProps): ReactNode {
  const text = clock(useSeconds(read, direction) * 1000);
  return (
    <span role="timer" aria-live="off" aria-label={`${label}: ${text}`} className={className}>
      {text}
    </span>
  );
}
