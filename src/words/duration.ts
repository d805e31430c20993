/** A running time as clocks show it: `0:42`, `12:07`, `1:02:03`. Whole seconds, rounded down: a second is shown when it is over. */
export function clock(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor(total / 60) % 60;
  const seconds = pad(total % 60);
  return hours > 0 ? `${hours}:${pad(minutes)}:${seconds}` : `${minutes}:${seconds}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
