/** The day of a moment in the computer's time zone, as a number that sorts: 20261130. */
export function dayOf(wallMs: number): number {
  const date = new Date(wallMs);
  return date.getFullYear() * 10_000 + (date.getMonth() + 1) * 100 + date.getDate();
}
