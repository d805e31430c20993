import type { ListedCaller } from '../../../src/ipc/abandoned.ts';

/** Each word that is looked for begins one of the name or the queue, or its digits are in the number. */
export function isFound(
  { name, number, queue }: Pick<ListedCaller, 'name' | 'number' | 'queue'>,
  text: string,
): boolean {
  const wanted = text.toLocaleLowerCase().split(/\s+/u).filter(Boolean);
  const words = `${name} ${queue}`.toLocaleLowerCase().split(/\s+/u);
  const digits = number.replace(/\D/gu, '');
  return wanted.every((one) => {
    const looked = one.replace(/\D/gu, '').replace(/^0+/u, '');
    return words.some((word) => word.startsWith(one)) || (looked !== '' && digits.includes(looked));
  });
}
