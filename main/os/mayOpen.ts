/** Whether an address is whole, as a browser writes it, of one of these schemes, and without a user or a password. */
export function mayOpen(address: string, schemes: readonly string[]): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, username, password, host, href } = new URL(address);
  const isPlain = username === '' && password === '' && host !== '' && href === address;
  return isPlain && schemes.includes(protocol.slice(0, -1));
}
