import { base, ldifEntry, reader, Slapd } from '../ldap/slapd.ts';
import { violations } from './axe.ts';
import { expect, test } from './test.ts';

const people = [
  ['Özlem Öztürk', '+49 30 9018201'],
  ['Jürgen Müller', '+49 30 9018202'],
].map(([name = '', number = '']) =>
  ldifEntry(`cn=${name},ou=people,${base}`, [
    ['objectClass', 'inetOrgPerson'],
    ['cn', name],
    ['sn', name],
    ['telephoneNumber', number],
  ]),
);

test('a directory is read once its password is typed, and its contacts stay when it is gone', async ({
  desk,
}) => {
  const slapd = await Slapd.start(people.join('\n'));
  try {
    const address = `ldap://localhost:${slapd.port}/ou=people,${base}????bindname=${encodeURIComponent(reader.name)}`;
    const app = await desk.start({
      settings: { directorySources: [address], directoryCaFile: slapd.caFile },
    });
    const settings = await app.openSettings();
    const source = settings.getByRole('list', { name: 'Directory' }).getByRole('listitem');
    await expect(source).toContainText('The password is missing');
    // However long an address is, it can be removed.
    await source.scrollIntoViewIfNeeded();
    await expect(settings.getByRole('row', { name: address }).getByRole('button')).toBeInViewport({
      ratio: 1,
    });
    const password = source.getByLabel(`Password for ${reader.name}`);
    await password.fill('no');
    await password.press('Enter');
    await expect(source).toContainText('does not accept the name or the password');
    expect(await violations(settings)).toEqual([]);

    await password.fill(reader.password);
    await password.press('Enter');
    await expect(source).toContainText('2 contacts');
    await expect(source).toContainText('A password is stored');
    await app.number.fill('oezt');
    await expect(app.panel.getByRole('option', { name: /Özlem Öztürk/ })).toBeVisible();

    await slapd.stop();
    await source.getByRole('button', { name: 'Replace password' }).click();
    await password.fill(reader.password);
    await source.getByRole('button', { name: 'Save password' }).click();
    await expect(source).toContainText('The server refuses the connection');
    await expect(source).toContainText('2 contacts');
    await expect(source).toContainText('The contacts read last are still used.');
    await app.number.fill('jürg');
    await expect(app.panel.getByRole('option', { name: /Jürgen Müller/ })).toBeVisible();

    await slapd.start();
    await source.getByRole('button', { name: 'Replace password' }).click();
    await password.fill(reader.password);
    await source.getByRole('button', { name: 'Save password' }).click();
    await expect(source).not.toContainText('refuses');
  } finally {
    await slapd.remove();
  }
});
