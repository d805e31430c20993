export interface Contact {
  readonly name: string;
  readonly company: string;
  readonly number: string;
  readonly note: string;
}

/** Numbers of the practice phone system; the last one is nobody's, as those from 020 7946 0000 on are (Ofcom). */
export const contacts: readonly Contact[] = [
  { name: 'Maria Svensson', company: 'Nordljus AB', number: '201', note: 'Renews in March.' },
  { name: 'Jürgen Müßig', company: 'Müßig & Töchter', number: '202', note: 'Answers late.' },
  { name: 'Colleague', company: 'Next door', number: '102', note: 'Second line.' },
  { name: 'Erin Walsh', company: 'Walsh Freight', number: '+442079460958', note: 'Prefers mornings.' },
];

/** Whose number it is; national and international writing of the same number end alike. */
export function contactOf(number: string): Contact | undefined {
  const digits = number.replace(/\D/g, '');
  return contacts.find((contact) => {
    const own = contact.number.replace(/\D/g, '');
    return own === digits || (digits.length >= 7 && own.endsWith(digits.slice(-9)));
  });
}
