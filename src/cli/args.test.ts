import { describe, expect, test } from 'vitest';
import { readArgs } from './args.ts';
import { CliError } from './exitCode.ts';

const connection = ['--host', 'pbx', '--user', 'panel', '--line', '101', '--device', 'PJSIP/101'];

describe('arguments', () => {
  test('of watch, with what is usual where nothing is said', () => {
    expect(readArgs(['watch', ...connection])).toEqual({
      command: 'watch',
      retry: false,
      connection: {
        host: 'pbx',
        port: 5038,
        user: 'panel',
        line: '101',
        device: 'PJSIP/101',
        context: 'from-internal',
        parkingLot: 'parkedcalls',
        agentName: '',
        autoAnswer: true,
        tls: false,
        ca: undefined,
      },
    });
  });

  test('a private authority means TLS, and TLS another port', () => {
    const args = readArgs(['watch', ...connection, '--ca', 'ca.pem', '--no-auto-answer']);
    expect(args).toMatchObject({ connection: { tls: true, ca: 'ca.pem', port: 5039, autoAnswer: false } });
    expect(readArgs(['watch', ...connection, '--tls', '--port=7'])).toMatchObject({
      connection: { port: 7 },
    });
  });

  test('of replay and record', () => {
    expect(
      readArgs(['replay', 'a.server.txt', '--line', '101', '--device', 'SIP/101', '--realtime']),
    ).toEqual({
      command: 'replay',
      file: 'a.server.txt',
      line: '101',
      device: 'SIP/101',
      realtime: true,
      ringOnDial: false,
    });
    expect(readArgs(['record', '--out', 'here', ...connection])).toMatchObject({
      command: 'record',
      out: 'here',
    });
  });

  test.each([
    [['--help'], { command: 'help', topic: 'general' }],
    [['help'], { command: 'help', topic: 'general' }],
    [['watch', '-h'], { command: 'help', topic: 'watch' }],
    [['replay', '--help'], { command: 'help', topic: 'replay' }],
    [['record', '--host', 'x', '--help'], { command: 'help', topic: 'record' }],
    [['-V'], { command: 'version' }],
  ])('%j', (argv, args) => {
    expect(readArgs(argv)).toEqual(args);
  });

  test.each([
    [[], 'command is missing'],
    [['wach'], 'no command "wach"'],
    [['watch'], '--host is missing'],
    [['watch', ...connection, 'more'], '"more" is not expected'],
    [['watch', '--secret', 'x'], 'OFFHOOK_SECRET'],
    [['record', '--password=x'], 'OFFHOOK_SECRET'],
    [['watch', '--hots', 'x'], "'--hots'"],
    [['watch', '--host'], 'host'],
    [['watch', '--host', ''], '--host is empty'],
    [['watch', ...connection, '--port', '70000'], 'not a port'],
    [['watch', ...connection, '--port', '5038x'], 'not a port'],
    [['watch', ...connection, '--device', '101'], 'not a device'],
    [['watch', '--host', 'a\r\nAction: Originate'], 'control character'],
    [['replay', '--line', '1', '--device', 'SIP/1'], 'recording is missing'],
    [['record', ...connection], '--out is missing'],
  ])('%j is wrong use', (argv, text) => {
    const read = (): unknown => readArgs(argv);
    expect(read).toThrow(CliError);
    expect(read).toThrow(text);
    expect(read).toThrow(expect.objectContaining({ exitCode: 2 }) as Error);
  });
});
