export const limits: Readonly<
  Record<'waitMs' | 'testMs' | 'longTestMs' | 'asteriskMs' | 'sessionMs' | 'endMs' | 'runMs', number>
>;
