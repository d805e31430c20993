import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contradicted, lockedBy, noPolicy, ownOf, parsePolicy } from './policy.ts';
import { defaultSettings } from './schema.ts';

const place = { user: 'Anna', env: { DESK_EXTENSION: '117' } };
const read = (file: object): ReturnType<typeof parsePolicy> =>
  parsePolicy(JSON.stringify({ version: 1, by: 'IT', ...file }), place);
const policyOf = (file: object) => {
  const result = read(file);
  if (!result.ok) throw new Error(result.detail);
  return result.policy;
};

describe('a policy', () => {
  it('presets and locks settings, as they are written in the settings file', () => {
    expect(
      policyOf({
        preset: { port: 5039, messagingOrigins: ['https://crm.example.com'] },
        locked: { url: ' pbx.example.org ', tls: true },
      }),
    ).toEqual({
      by: 'IT',
      preset: { port: 5039, messagingOrigins: ['https://crm.example.com'] },
      locked: { url: 'pbx.example.org', tls: true },
    });
  });

  it('gives each user their extension, whichever way their name is written, and leaves it to the others', () => {
    const extensionByUser = { ANNA: '101', ben: '102' };
    expect(policyOf({ extensionByUser }).locked).toEqual({ extension: '101' });
    expect(policyOf({ extensionByUser: { ben: '102' } }).locked).toEqual({});
  });

  it('takes names and variables of the session into its texts; one that is not set is nothing', () => {
    expect(
      policyOf({
        locked: { agentName: '${user} (desk)', extension: '${env:DESK_EXTENSION}' },
        preset: { userName: 'panel${env:NONE}', queues: ['q-${user}'] },
      }),
    ).toMatchObject({
      locked: { agentName: 'Anna (desk)', extension: '117' },
      preset: { userName: 'panel', queues: ['q-Anna'] },
    });
  });

  it.each<[string, object, string]>([
    ['a setting that there is none of', { locked: { ringtone: 'x' } }, 'locked.ringtone: unknownField'],
    ['a value that is not possible', { preset: { port: 0 } }, 'preset.port: outOfRange'],
    [
      'an extension that is not possible',
      { extensionByUser: { anna: '1;2' } },
      'locked.extension: badCharacters',
    ],
    ['a part that there is none of', { lock: {} }, ': unrecognized_keys'],
    ['nobody who decided', { by: ' ' }, 'by: too_small'],
    ['a version of later', { version: 2 }, 'version: invalid_value'],
    ['a secret', { locked: { secret: 'hunter2!' } }, 'locked.secret: unknownField'],
  ])('with %s is refused as a whole, and says where', (_what, file, detail) => {
    expect(read(file)).toEqual({ ok: false, detail });
  });

  it('that is no JSON is refused; whatever stands in it, reading it never fails', () => {
    expect(parsePolicy('{"version":1', place)).toEqual({ ok: false, detail: 'not JSON' });
    fc.assert(fc.property(fc.json(), (text) => typeof parsePolicy(text, place).ok === 'boolean'));
  });

  it('may begin with the byte order mark of a Windows editor', () => {
    expect(parsePolicy('\uFEFF{"version":1,"by":"IT"}', place).ok).toBe(true);
  });
});

describe('settings under a policy', () => {
  const policy = policyOf({ preset: { port: 5039 }, locked: { tls: true } });

  it('that contradict it are named', () => {
    expect(contradicted({ ...defaultSettings, tls: false }, policy)).toEqual(['tls']);
    expect(contradicted({ ...defaultSettings, tls: true, port: 1 }, policy)).toEqual([]);
  });

  it('are the agent’s own but for what is locked, and what is as it is preset', () => {
    const own = ownOf({ ...defaultSettings, tls: true, port: 5039 }, policy);
    expect(own).not.toHaveProperty('tls');
    expect(own).not.toHaveProperty('port');
    expect(own).toHaveProperty('url');
    expect(ownOf({ ...defaultSettings, port: 5040 }, policy)).toMatchObject({ port: 5040 });
  });
});

describe('what is never the agent’s', () => {
  const mine = { ...defaultSettings, popProgram: ['/tmp/evil'], webhookUrl: 'https://evil.example/' };

  it('is as it comes, whatever the agent has saved', () => {
    expect(contradicted(mine, noPolicy)).toEqual(['popProgram', 'webhookUrl']);
    expect(ownOf(mine, noPolicy)).not.toHaveProperty('popProgram');
    expect(lockedBy(noPolicy)).toMatchObject({ popProgram: [], webhookUrl: '', popSchemes: ['https'] });
  });

  it('is as the policy has it, locked or preset', () => {
    const policy = policyOf({
      preset: { popProgram: ['/opt/crm'] },
      locked: { popSchemes: ['https', 'http'] },
    });
    expect(lockedBy(policy)).toMatchObject({ popProgram: ['/opt/crm'], popSchemes: ['https', 'http'] });
    expect(contradicted(mine, policy)).toEqual(['popSchemes', 'popProgram', 'webhookUrl']);
  });

  it.each([
    ['popSchemes', ['javascript']],
    ['popSchemes', ['HTTP']],
    ['popProgram', ['crm', '{number}']],
    ['popProgram', ['/opt/crm', 'a\nb']],
    ['webhookUrl', 'http://crm.example.com/'],
    ['webhookUrl', 'https://anna@crm.example.com/'],
    ['webhookUrl', 'https://crm.example.com/#x'],
    ['webhookMoments', ['held']],
  ])('%s takes no %j', (key, value) => {
    expect(read({ locked: { [key]: value } }).ok).toBe(false);
  });

  it.each([
    ['webhookUrl', 'http://127.0.0.1:8080/calls?a=1'],
    ['webhookUrl', 'https://crm.example.com'],
    ['popProgram', ['C:\\CRM\\crm.exe', '{number}']],
  ])('%s takes %j', (key, value) => {
    expect(read({ locked: { [key]: value } }).ok).toBe(true);
  });
});
