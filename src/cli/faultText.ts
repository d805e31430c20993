import type { LinkFault } from '../cti/link.ts';
import { words } from '../words/words.ts';

/** A fault for the person at the terminal, with its code and the technical words for support. */
export function faultText({ code, detail }: LinkFault): string {
  const technical = detail === undefined || detail === '' ? code : `${code}: ${detail}`;
  return `${words('en').t(`fault.${code}`)} [${technical}]`;
}
