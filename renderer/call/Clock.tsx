import type { ReactNode } from 'react';
import { clock } from '../../src/words/duration.ts';
import { useTicking } from '../parts/ticker.ts';

interface ClockProps {
  /** The time to show, ms. */
  readonly read: () => number;
  readonly label: string;
  readonly className?: string | undefined;
}

/** A running clock. Screen readers read it when they come to it; it never speaks up. */
export function Clock({ read, label, className }: ClockProps): ReactNode {
  const text = useTicking(() => clock(read()));
  return (
    <span role="timer" aria-live="off" aria-label={`${label}: ${text}`} className={className}>
      {text}
    </span>
  );
}
