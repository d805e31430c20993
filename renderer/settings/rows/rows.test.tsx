// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { bridge, button, field, open, refill, saves, stored, user } from '../testing/settingsPage.tsx';

describe('a field', () => {
  it('says what is wrong while it is typed, and stops when it is right', async () => {
    await open();
    await refill('Port', '70000');
    expect(screen.getByText('A number from 1 to 65535')).toBeTruthy();
    await refill('Port', '5039');
    expect(screen.queryByText('A number from 1 to 65535')).toBeNull();
  });

  it('is not reproached for being empty before anybody was there', async () => {
    await open({ ...stored, settings: { ...stored.settings, userName: '' } });
    expect(screen.queryByText('Required')).toBeNull();
    await user.click(field('User'));
    await user.tab();
    expect(screen.getByText('Required')).toBeTruthy();
  });

  it('shows which device is meant when none is given', async () => {
    await open();
    await refill('Extension', '7');
    await user.click(screen.getByRole('radio', { name: 'SIP' }));
    expect(field('Device').placeholder).toBe('SIP/7');
  });
});

it('reports the range of a number that is out of it', async () => {
  await open();
  await refill('After-call work, seconds', '4000');
  expect(screen.getByText('A number from 0 to 3600')).toBeTruthy();
  await refill('Port', '0');
  expect(screen.getByText('A number from 1 to 65535')).toBeTruthy();
});

describe('the dial rules', () => {
  it('say what comes of them while they are typed', async () => {
    await open();
    expect(screen.getByText('+44 20 7946 0958 is dialled as it is')).toBeTruthy();
    await refill('Outside line prefix', '0');
    await refill('Instead of +', '00');
    await refill('Your country', '49');
    expect(screen.getByText('+44 20 7946 0958 is dialled as 000442079460958')).toBeTruthy();
    expect(screen.getByText('+49 30 23125000 is dialled as 003023125000')).toBeTruthy();
    expect(screen.getByText('112 is dialled as it is')).toBeTruthy();
    await refill('Instead of +', '+');
    await user.tab();
    expect(screen.getByText('Digits only, such as 0 or 00')).toBeTruthy();
    expect(screen.queryByText(/is dialled as/)).toBeNull();
  });
});

describe('a choice', () => {
  it('says what stands, and takes another', async () => {
    await open();
    await user.click(button('Automatic Hold'));
    await user.click(screen.getByRole('option', { name: /^Park the call/ }));
    await user.click(button('Save'));
    expect(saves()).toMatchObject([{ settings: { holdControl: 'park', answerControl: 'auto' } }]);
  });
});

describe('a file', () => {
  const tls = { ...stored, settings: { ...stored.settings, tls: true, tlsCaFile: '/old.pem' } };
  const choose = (): Promise<void> => user.click(button('Choose a file: CA certificate file'));

  it('is chosen in the system’s own window', async () => {
    await open(tls);
    bridge.answers['settings:chooseFile'] = () => '/etc/ssl/own ca.pem';
    await choose();
    expect(bridge.sent).toContainEqual(['settings:chooseFile', 'tlsCaFile']);
    expect(field('CA certificate file').value).toBe('/etc/ssl/own ca.pem');
  });

  it('stays what it was when none is chosen, or the window did not come', async () => {
    await open(tls);
    bridge.answers['settings:chooseFile'] = () => null;
    await choose();
    bridge.answers['settings:chooseFile'] = () => Promise.reject(new Error('failed: internal'));
    await choose();
    expect(field('CA certificate file').value).toBe('/old.pem');
  });
});
