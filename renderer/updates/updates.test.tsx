// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { UpdatesView } from '../../src/ipc/updates.ts';
import { bridge, button, field, isOff, open, user } from '../testing/panel.tsx';

const ready: UpdatesView = {
  state: { phase: 'ready', version: '1.3.0' },
  way: 'here',
  onlyTold: false,
  inCall: false,
};

const tell = (view: Partial<UpdatesView>): void =>
  act(() => bridge.push('updates:changed', { ...ready, ...view }));

describe('a new version in the panel', () => {
  it('that is ready is hinted at, takes no focus, and is installed by a restart when that is wished', async () => {
    await open();
    bridge.answers['updates:restart'] = () => undefined;
    await user.type(field(), '20');
    tell({});
    expect(screen.getByText('Offhook 1.3.0 is ready. It installs when you quit.')).toBeTruthy();
    expect(document.activeElement).toBe(field());
    await user.click(button('Restart now'));
    expect(bridge.sent.at(-1)).toEqual(['updates:restart']);
  });

  it('restarts nothing during a call', async () => {
    await open();
    tell({ inCall: true });
    expect(isOff(button('Restart now'))).toBe(true);
    await user.click(button('Restart now'));
    expect(bridge.sent.map(([channel]) => channel)).not.toContain('updates:restart');
  });

  it('is put away until there is another one', async () => {
    await open();
    tell({});
    await user.click(button('Hide this hint'));
    expect(screen.queryByText(/1\.3\.0/)).toBeNull();
    tell({ state: { phase: 'ready', version: '1.4.0' } });
    expect(screen.getByText(/1\.4\.0 is ready/)).toBeTruthy();
  });

  it.each<[string, Partial<UpdatesView>, boolean]>([
    ['is only told', { onlyTold: true, state: { phase: 'found', version: '1.3.0' } }, true],
    [
      'comes with the system',
      { onlyTold: true, way: 'packageManager', state: { phase: 'found', version: '1.3.0' } },
      false,
    ],
    ['is about to be fetched', { state: { phase: 'found', version: '1.3.0' } }, false],
    ['is on its way', { state: { phase: 'downloading', version: '1.3.0', percent: 5 } }, false],
    ['failed', { state: { phase: 'failed', code: 'updateUnreachable', detail: '' } }, false],
  ])('that %s', async (_what, view, isHinted) => {
    await open();
    tell(view);
    expect(screen.queryAllByText(/Offhook 1\.3\.0/)).toHaveLength(isHinted ? 1 : 0);
    expect(screen.queryByRole('button', { name: 'Restart now' })).toBeNull();
  });
});
