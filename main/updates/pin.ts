/** Whether a version may be installed where the administrator named one: `1.4` lets 1.4.x in, `1.4.2` only itself. */
export function fitsPin(version: string, pin: string): boolean {
  return pin === '' || version === pin || version.startsWith(`${pin}.`);
}
