import { expect, test } from '@playwright/test';
import { SipPhone } from '../phones/sipPhone.ts';
import { startAsterisk } from './asterisk.ts';
import { RawAmi } from './rawAmi.ts';

test('basic', async () => {
  const pbx = await startAsterisk({ version: 22 });
  const { ami, login } = await RawAmi.open(pbx.amiPort, pbx.account);
  expect(login.Message).toBe('Authentication accepted');
  const p101 = await SipPhone.start({ number: '101', port: pbx.phonePort('101'), pbxPort: pbx.sipPort });
  const p201 = await SipPhone.start({ number: '201', port: pbx.phonePort('201'), pbxPort: pbx.sipPort });
  await p201.dial('101');
  const c = await p101.waitFor('ringing');
  c.answer();
  await p201.waitFor('up');
  await c.hold();
  await ami.waitForEvent({ Event: 'Hold', Channel: /^PJSIP\/101-/ });
  await c.resume();
  await ami.waitForEvent({ Event: 'Unhold', Channel: /^PJSIP\/101-/ });
  await c.hangup();
  await p201.waitFor('ended');
  console.log(p101.log.toString(), '\n', p201.log.toString());
  await p101.stop();
  await p201.stop();
  ami.close();
  await pbx.stop();
});
