import { LinePbx, say } from '../../src/asterisk/testing/linePbx.ts';
import { inMain } from './inMain.ts';
import { expect, test } from './test.ts';

let line: LinePbx;
test.beforeEach(async () => {
  line = await LinePbx.start();
});
test.afterEach(() => line.close());

test('a call that ended while the computer slept is over when it wakes, and its length is shown as about right', async ({
  desk,
}) => {
  const app = await desk.start({
    secret: 'cti-secret',
    settings: {
      url: '127.0.0.1',
      port: line.pbx.port,
      userName: 'cti',
      extension: '101',
      device: 'PJSIP/101',
    },
  });
  await app.expectOnline();
  const caller = { name: 'PJSIP/trunk-1', uniqueId: '1.1', caller: ['+4930901820', 'Jürgen Müßig'] } as const;
  const phone = {
    name: 'PJSIP/101-1',
    uniqueId: '2.1',
    caller: ['101', 'Anna Kovac'],
    connected: ['+4930901820', 'Jürgen Müßig'],
  } as const;
  line.tell(
    say.created(caller, 'ring'),
    say.created(phone),
    say.dial(caller, phone),
    say.state(phone, 'ringing'),
    say.state(phone, 'up'),
    say.enter('b1', phone),
    say.enter('b1', caller),
  );
  await expect(app.card('talking')).toContainText('Jürgen Müßig');

  // What a sleep leaves: a connection that nobody answers on any more, and a call that ended without a word of it.
  const slept = line.pbx.connection;
  line.pbx.on('Ping', (connection, action) => {
    if (connection !== slept) connection.answer(action, [['Ping', 'Pong']]);
  });
  await inMain(app.electron, ({ powerMonitor }) => {
    powerMonitor.emit('suspend');
    powerMonitor.emit('resume');
  });
  // On the card that goes after a while, or in the list behind it.
  await expect(app.panel.getByText(/about \d+:\d\d/).first()).toBeVisible();
  await expect(app.card('talking')).toHaveCount(0);
  await app.expectOnline();
  expect(line.pbx.connections.length).toBeGreaterThan(1);
});
