import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { test } from '@playwright/test';
import { expect } from '../expect.ts';
import { startAsterisk } from './asterisk.ts';
import { startCable } from './network.ts';
import { RawAmi } from './rawAmi.ts';

test('the cable between client and PBX: pulled, plugged in again, cut', async () => {
  const pbx = await startAsterisk({ version: 22 });
  const cable = await startCable(pbx.host, pbx.amiPort);
  try {
    const { ami: direct } = await RawAmi.open(pbx.amiPort, pbx.account);
    const { ami: wired } = await RawAmi.open(cable.port, pbx.account);
    cable.pull();
    let answered = false;
    const late = wired.action({ Action: 'Ping' }).then((answer) => {
      answered = true;
      return answer;
    });
    const newcomer = RawAmi.open(cable.port, pbx.account);
    for (let i = 0; i < 3; i += 1) await direct.action({ Action: 'Ping' });
    expect(answered).toBe(false);
    expect(wired.closed).toBe(false);

    cable.plug();
    expect((await late).Ping).toBe('Pong');
    const { ami: second, login } = await newcomer;
    expect(login.Response).toBe('Success');

    cable.cut();
    await wired.waitForClose();
    await second.waitForClose();
    expect(cable.connections).toBe(0);
    expect(direct.closed).toBe(false);
    const again = await RawAmi.open(cable.port, pbx.account);
    expect(again.login.Response).toBe('Success');

    // What happens to the PBX while the cable is out, the client learns when it is in again.
    cable.pull();
    await pbx.kill();
    await direct.waitForClose();
    expect(again.ami.closed).toBe(false);
    cable.plug();
    await again.ami.waitForClose();
  } finally {
    await cable.stop();
    await pbx.stop();
  }
});

test('an end that comes while the cable is out is reported when it is in again', async () => {
  const ends: Socket[] = [];
  const server = createServer((end) => {
    ends.push(end);
    end.on('data', (data) => end.write(data));
    end.on('error', () => undefined); // the reset that taking the cable away gives
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const cable = await startCable('127.0.0.1', port);
  const wired = connect(cable.port, '127.0.0.1');
  try {
    // Nothing is left to read when the cable goes out: Node tells the end of such a socket even when paused.
    const told = { end: false };
    wired.once('end', () => (told.end = true));
    wired.write('x');
    await once(wired, 'data');
    cable.pull();
    for (const end of ends) end.end();
    const direct = connect(port, '127.0.0.1');
    for (let i = 0; i < 20; i += 1) {
      direct.write('x');
      await once(direct, 'data');
    }
    direct.end();
    expect(told.end).toBe(false);
    cable.plug();
    await once(wired, 'close');
    expect(told.end).toBe(true);
  } finally {
    wired.destroy();
    await cable.stop();
    server.close();
  }
});
