/** What stands small behind a fault's words, to be copied for support: stable, and searchable in logs and documents. */
export function supportCode(code: string): string {
  return `OH-${code}`;
}
