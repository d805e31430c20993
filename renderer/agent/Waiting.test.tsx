// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ParkedCall } from '../../src/cti/agent.ts';
import { at } from '../testing/story.ts';
import { Waiting } from './Waiting.tsx';
import { AgentStage, button, pass } from './testing/agentStage.tsx';

const stage = new AgentStage();

describe('calls that wait for anybody', () => {
  const parked: ParkedCall[] = [
    { space: '701', number: '+46812345678', name: 'Maria', since: at(0).wallMs - 84_000, parkedBy: '102' },
    { space: '702', number: '', name: '', since: at(0).wallMs, parkedBy: '' },
  ];
  const ringing = [{ id: 'r1', extension: '103', number: '+4930901820', name: '' }];

  it('are listed with space, party, who parked it and since when, and fetched', async () => {
    await stage.open({ parked }, <Waiting />);
    const [first, second] = screen.getAllByRole('listitem').map((item) => item.textContent);
    expect(first).toContain('701 Maria');
    expect(first).toContain('by 102');
    expect(first).toMatch(/1:2\d/);
    expect(second).toContain('702 Number withheld');
    await stage.user.click(button('Retrieve Maria from 701'));
    expect(stage.bridge.commands()).toEqual([{ type: 'RetrieveParkedCall', space: '701' }]);
  });

  it('are picked up from a colleague', async () => {
    await stage.open({ ringingColleagues: ringing }, <Waiting />);
    await stage.user.click(button('Pick up +49 30 901820 from 103'));
    expect(stage.bridge.commands()).toEqual([{ type: 'PickUpRingingCall', id: 'r1' }]);
  });

  it('take no room when there are none', async () => {
    await stage.open({ parked }, <Waiting />);
    await stage.happen({ type: 'ParkedCallsChanged', at: at(1), parked: [] });
    expect(screen.queryByRole('heading')).toBeNull();
    await stage.happen({ type: 'RingingColleaguesChanged', at: at(2), ringing });
    expect(screen.getByRole('heading').textContent).toBe('Ringing for colleagues');
  });

  it('say in their row why one could not be had', async () => {
    await stage.open({ parked }, <Waiting />);
    stage.bridge.answers['line:command'] = () => ({ status: 'refused', code: 'unknownCall' });
    await stage.user.click(button('Retrieve Number withheld from 702'));
    await pass(20);
    const [first, second] = screen.getAllByRole('listitem');
    expect(within(second!).getByRole('alert').textContent).toContain('OH-unknownCall');
    expect(within(first!).queryByRole('alert')).toBeNull();
  });

  it('have no button where this phone cannot take them', async () => {
    await stage.open({ parked, ringingColleagues: ringing, features: { can: [], denied: {} } }, <Waiting />);
    expect(screen.getAllByRole('listitem')).toHaveLength(3);
    expect(screen.queryByRole('button')).toBeNull();
  });
});
