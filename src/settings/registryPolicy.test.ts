import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRegistryPolicy } from './registryPolicy.ts';

const key = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Offhook';
const place = { user: 'anna', env: {} };
const read = (...lines: string[]): ReturnType<typeof parseRegistryPolicy> =>
  parseRegistryPolicy(['', ...lines, ''].join('\r\n'), key, place);

describe('group policies, as reg query writes them', () => {
  it('give one value per setting, each of the type that registries have for it', () => {
    expect(
      read(
        key,
        '    by    REG_SZ    IT Service Desk, extension 500',
        '',
        `${key}\\extensionByUser`,
        '    Anna    REG_SZ    101',
        '',
        `${key}\\locked`,
        '    url    REG_SZ    pbx.example.org',
        '    Port    REG_DWORD    0x13af',
        '    tls    REG_DWORD    0x1',
        '    closeToTray    REG_DWORD    0x0',
        '    tlsCaFile    REG_SZ    C:\\Program Files\\Our CA\\ca.pem',
        '    hotkeyHangUp    REG_SZ    ',
        '    pageDialDeny    REG_MULTI_SZ    0900!\\01900!',
        '    messagingOrigins    REG_MULTI_SZ    ',
        '',
        `${key}\\Preset`,
        '    agentName    REG_SZ    Desk of ${user}',
      ),
    ).toEqual({
      ok: true,
      policy: {
        by: 'IT Service Desk, extension 500',
        preset: { agentName: 'Desk of anna' },
        locked: {
          url: 'pbx.example.org',
          port: 5039,
          tls: true,
          closeToTray: false,
          tlsCaFile: 'C:\\Program Files\\Our CA\\ca.pem',
          hotkeyHangUp: '',
          pageDialDeny: ['0900!', '1900!'],
          messagingOrigins: [],
          extension: '101',
        },
      },
    });
  });

  it.each([
    ['of one line', ['    Policy    REG_SZ    {"version":1,"by":"M\\u00fcller","locked":{"port":5039}}']],
    [
      'of several texts',
      ['    Policy    REG_MULTI_SZ    {"version":1,\\0"by":"M\\u00fcller",\\0"locked":{"port":5039}}'],
    ],
    [
      'of several lines',
      [
        '    policy    REG_SZ    {',
        '    "version": 1,',
        '',
        '    "by": "M\\u00fcller",',
        '"locked": {"port": 5039}}',
      ],
    ],
  ])('give the text of the policy file in one value %s', (_what, lines) => {
    expect(read(key, ...lines)).toEqual({
      ok: true,
      policy: { by: 'Müller', preset: {}, locked: { port: 5039 } },
    });
  });

  it('are not there where the key holds nothing', () => {
    expect(read()).toBeUndefined();
    expect(read(key)).toBeUndefined();
    expect(read(key, '    (Standard)    REG_SZ    (Wert nicht gesetzt)')).toBeUndefined();
    expect(
      read('HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\OffhookOther', '    by    REG_SZ    IT'),
    ).toBeUndefined();
  });

  const by = '    by    REG_SZ    IT';
  it.each([
    ['nobody who decided', [key, '    version    REG_DWORD    0x1'], 'by: invalid_type'],
    [
      'a part that there is none of',
      [key, by, `${key}\\lockd`, '    port    REG_DWORD    0x1'],
      ': unrecognized_keys',
    ],
    [
      'a setting that there is none of',
      [key, by, `${key}\\locked`, '    urll    REG_SZ    x'],
      'locked.urll: unknownField',
    ],
    [
      'a number out of range',
      [key, by, `${key}\\locked`, '    port    REG_DWORD    0x0'],
      'locked.port: outOfRange',
    ],
    ['a switch of 2', [key, by, `${key}\\locked`, '    tls    REG_DWORD    0x2'], 'locked.tls: badValue'],
    [
      'a number for a text',
      [key, by, `${key}\\locked`, '    extension    REG_DWORD    0x65'],
      'locked.extension: badValue',
    ],
    [
      'a secret',
      [key, by, `${key}\\locked`, '    secret    REG_SZ    hunter2!'],
      'locked.secret: unknownField',
    ],
    [
      'letters that did not come through',
      [key, by, `${key}\\preset`, '    agentName    REG_SZ    M\uFFFDller'],
      'preset.agentName: notAscii',
    ],
    ['both ways at once', [key, by, '    Policy    REG_SZ    {}'], 'Policy: notAlone'],
    ['a text that is no JSON', [key, '    Policy    REG_SZ    {"version":1'], 'not JSON'],
  ])('with %s are refused as a whole, and say where', (_what, lines, detail) => {
    expect(read(...lines)).toEqual({ ok: false, detail });
  });

  it('are read or refused, whatever they are', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom(key, `${key}\\locked`, `${key}\\preset`, ''),
      fc
        .tuple(
          fc.constantFrom('by', 'Policy', 'port', 'tls', '__proto__'),
          fc.constantFrom('SZ', 'DWORD', 'MULTI_SZ'),
          fc.string(),
        )
        .map(([name, type, data]) => `    ${name}    REG_${type}    ${data}`),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const result = read(...lines);
        expect(result === undefined || typeof result.ok === 'boolean').toBe(true);
      }),
    );
  });
});
