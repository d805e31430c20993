import { describe, expect, it } from 'vitest';
import { AsteriskManager } from './manager.ts';
import { LinePbx } from '../testing/linePbx.ts';
import { lineOptions, LineWorld } from '../testing/lineWorld.ts';

describe('the connections of the lines', () => {
  it('are one for each line, found by its id', () => {
    const manager = new AsteriskManager(new LineWorld().edges);
    const own = manager.add('own', lineOptions());
    const other = manager.add('other', lineOptions({ extension: '102', device: 'PJSIP/102' }));
    expect(manager.get('own')).toBe(own);
    expect(manager.get('other')).toBe(other);
    expect(manager.get('third')).toBeUndefined();
  });

  it('are never two for one line', () => {
    const manager = new AsteriskManager(new LineWorld().edges);
    manager.add('own', lineOptions());
    expect(() => manager.add('own', lineOptions())).toThrow('has a connection already');
  });

  it('are stopped when they are removed, and their line may have a new one', async () => {
    const pbx = await LinePbx.start();
    const secret = (): string => 'cti-secret';
    const source = { kind: 'ami', host: '127.0.0.1', port: pbx.pbx.port, username: 'cti', secret } as const;
    const manager = new AsteriskManager(new LineWorld().edges);
    const connection = manager.add('own', lineOptions({ source }));
    connection.start();
    await pbx.pbx.action('Status');
    await manager.remove('own');
    expect(connection.line.link).toEqual({ state: 'off' });
    expect(pbx.pbx.connection.actions.at(-1)?.name).toBe('Logoff');
    expect(manager.add('own', lineOptions())).not.toBe(connection);
    await manager.removeAll();
    expect(manager.get('own')).toBeUndefined();
    await pbx.close();
  });

  it('lend their session to a test with the same account, while they are logged in', async () => {
    const pbx = await LinePbx.start();
    const secret = (): string => 'cti-secret';
    const source = { kind: 'ami', host: '127.0.0.1', port: pbx.pbx.port, username: 'cti', secret } as const;
    const manager = new AsteriskManager(new LineWorld().edges);
    const connection = manager.add('own', lineOptions({ source }));
    expect(manager.loggedIn(source)).toBeUndefined();
    connection.start();
    await pbx.pbx.action('Status');
    expect(manager.loggedIn({ ...source, username: 'CTI' })).toEqual(connection.session);
    expect(manager.loggedIn({ ...source, username: 'other' })).toBeUndefined();
    expect(manager.loggedIn({ ...source, port: 1 })).toBeUndefined();
    await manager.removeAll();
    expect(manager.loggedIn(source)).toBeUndefined();
    await pbx.close();
  });

  it('that are not there are removed without a word', async () => {
    const manager = new AsteriskManager(new LineWorld().edges);
    await expect(manager.remove('nobody')).resolves.toBeUndefined();
  });
});
