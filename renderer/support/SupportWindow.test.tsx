// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import type { TracePacket } from '../../src/ipc/support.ts';
import { FakeBridge } from '../testing/fakeBridge.ts';
import { aSnapshot } from '../testing/story.ts';
import { SupportWindow } from './SupportWindow.tsx';

const packet = (id: number, text: string, direction: 'in' | 'out' = 'in'): TracePacket => ({
  id,
  wallMs: Date.UTC(2026, 10, 23, 10, 42, 0, id),
  direction,
  text,
});
const hello = packet(1, 'Asterisk Call Manager/11.0.0');
const dial = packet(2, 'Action: Originate\nActionID: 7\nExten: 201', 'out');
const ring = packet(3, 'Event: DialBegin\nPrivilege: call,all\nDestChannel: PJSIP/201-00000001');

let bridge: FakeBridge;
const user = userEvent.setup();
afterEach(cleanup);

async function open(packets: readonly TracePacket[] = [hello, dial, ring]): Promise<void> {
  bridge = new FakeBridge(aSnapshot());
  bridge.answers['support:watch'] = () => packets;
  bridge.answers['support:report'] = () => ({ text: 'Offhook: diagnostic report', masks: true });
  render(<SupportWindow bridge={bridge} />);
  await act(() => Promise.resolve());
}
const come = (...packets: TracePacket[]): void => act(() => bridge.push('support:trace', packets));
const shown = (): string[] => screen.queryAllByRole('option').map((row) => row.textContent);
const button = (name: string): HTMLElement => screen.getByRole('button', { name });

describe('the packets', () => {
  it('are listed as they come, told in one line, and read whole when chosen', async () => {
    await open();
    come(packet(4, 'Event: Hangup\nCause: 16'));
    expect(shown()).toHaveLength(4);
    expect(shown()[1]).toContain('from Offhook');
    expect(shown()[1]).toContain('Action: OriginateExten: 201');
    expect(shown()[2]).toMatch(/Event: DialBeginDestChannel: PJSIP\/201-00000001$/);
    await user.click(screen.getAllByRole('option')[2]!);
    expect(screen.getByText(/Privilege: call,all/)).toBeTruthy();
  });

  it('are filtered by words that must be in them, and by words that must not', async () => {
    await open();
    await user.type(screen.getByRole('searchbox', { name: 'Filter' }), 'PJSIP event:');
    expect(shown()).toHaveLength(1);
    expect(screen.getByText(/3 packets, 1 matches/)).toBeTruthy();
    await user.clear(screen.getByRole('searchbox', { name: 'Filter' }));
    await user.type(screen.getByRole('searchbox', { name: 'Filter' }), '-action -dial');
    expect(shown()).toHaveLength(1);
    expect(shown()[0]).toContain('Asterisk Call Manager');
    await user.type(screen.getByRole('searchbox', { name: 'Filter' }), ' nowhere');
    expect(screen.getByText('No packet matches this filter.')).toBeTruthy();
  });

  it('stand still while paused, and none is lost', async () => {
    await open([hello]);
    await user.click(button('Pause'));
    come(dial, ring);
    expect(shown()).toHaveLength(1);
    expect(screen.getByText(/Paused: 2 more/)).toBeTruthy();
    await user.click(button('Continue'));
    expect(shown()).toHaveLength(3);
    await user.click(button('Clear'));
    expect(screen.getByText('Nothing yet. Packets appear here as they arrive.')).toBeTruthy();
  });

  it('are saved as a recording; what became of that is said, with a code where it failed', async () => {
    await open();
    bridge.answers['support:saveRecording'] = () => ({ status: 'saved', file: '/home/anna/x.server.txt' });
    await user.click(button('Save as recording…'));
    expect(screen.getByText(/Saved as \/home\/anna\/x\.server\.txt/)).toBeTruthy();
    bridge.answers['support:saveRecording'] = () => ({ status: 'failed', code: 'diskFull' });
    await user.click(button('Save as recording…'));
    expect(screen.getByText(/the disk is full/)).toBeTruthy();
    expect(screen.getByText('OH-diskFull')).toBeTruthy();
  });

  it('that cannot be read can be asked for again', async () => {
    await open();
    cleanup();
    bridge.answers['support:watch'] = () => Promise.reject(new Error('no'));
    render(<SupportWindow bridge={bridge} />);
    expect(await screen.findByRole('alert')).toBeTruthy();
    bridge.answers['support:watch'] = () => [hello];
    await user.click(button('Try again'));
    expect(shown()).toHaveLength(1);
  });
});

describe('the report', () => {
  it('is read before it is saved', async () => {
    await open();
    await user.click(screen.getByRole('tab', { name: 'Report' }));
    const text = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'The report' });
    expect(text.value).toBe('Offhook: diagnostic report');
    expect(screen.getByText('Telephone numbers and callers’ names are masked.')).toBeTruthy();
    bridge.answers['support:saveReport'] = () => ({ status: 'saved', file: '/home/anna/report.txt' });
    await user.click(button('Save…'));
    expect(screen.getByText('Saved as /home/anna/report.txt.')).toBeTruthy();
  });

  it('that is made again says that it is being made, and what went wrong', async () => {
    await open();
    await user.click(screen.getByRole('tab', { name: 'Report' }));
    await screen.findByRole('textbox', { name: 'The report' });
    bridge.answers['support:report'] = () => Promise.reject(new Error('no'));
    await user.click(button('Create again'));
    expect(await screen.findByRole('alert')).toBeTruthy();
  });
});
