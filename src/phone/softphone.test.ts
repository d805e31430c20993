import { beforeEach, describe, expect, it } from 'vitest';
import { LineWorld } from '../asterisk/testing/lineWorld.ts';
import type { PhoneDialog, PhoneOrder, PhoneReport } from './phone.ts';
import { Softphone } from './softphone.ts';

let world: LineWorld;
let sent: PhoneOrder[];
let phone: Softphone;

beforeEach(() => {
  world = new LineWorld();
  sent = [];
  const { clock, newId } = world.edges;
  phone = new Softphone({ clock, newId, send: (order) => sent.push(order) });
});

const ringing: PhoneDialog = { sipCallId: 'a@pbx', state: 'ringing' };
const knows = (...dialogs: readonly PhoneDialog[]): PhoneReport => ({
  registration: { state: 'registered' },
  hasMicrophone: true,
  dialogs,
});
const lastOrder = (): PhoneOrder => {
  const order = sent.at(-1);
  if (order === undefined) throw new Error('Nothing was ordered.');
  return order;
};

describe('an order', () => {
  it('goes to the page, and settles by its answer', async () => {
    phone.report(knows(ringing));
    const answered = phone.order('a@pbx', { do: 'answer' });
    await Promise.resolve();
    expect(sent).toEqual([{ id: lastOrder().id, sipCallId: 'a@pbx', act: { do: 'answer' } }]);
    phone.settle(lastOrder().id, 'noMicrophone');
    expect(await answered).toBe('noMicrophone');
    expect(world.clock.pending).toBe(0);
  });

  it('waits a moment for a call that the page has not reported yet', async () => {
    const answered = phone.order('a@pbx', { do: 'answer' });
    world.clock.advance(900);
    expect(sent).toEqual([]);
    phone.report(knows(ringing));
    await Promise.resolve();
    await Promise.resolve();
    phone.settle(lastOrder().id, 'done');
    expect(await answered).toBe('done');
  });

  it('for a call that is none of this phone is given up', async () => {
    phone.report(knows(ringing));
    const held = phone.order('b@pbx', { do: 'hold' });
    world.clock.advance(1_000);
    expect(await held).toBe('noSuchCall');
    expect(sent).toEqual([]);
  });

  it('fails where the page does not answer, or is gone', async () => {
    phone.report(knows(ringing));
    const late = phone.order('a@pbx', { do: 'hold' });
    await Promise.resolve();
    world.clock.advance(5_000);
    expect(await late).toBe('failed');
    const lost = phone.order('a@pbx', { do: 'hold' });
    await Promise.resolve();
    phone.lose();
    expect(await lost).toBe('failed');
    expect(phone.view.dialogs).toEqual([]);
    expect(world.clock.pending).toBe(0);
  });

  it('that was answered twice counts once', async () => {
    phone.report(knows(ringing));
    const answered = phone.order('a@pbx', { do: 'answer' });
    await Promise.resolve();
    phone.settle(lastOrder().id, 'done');
    phone.settle(lastOrder().id, 'failed');
    phone.settle('of none', 'failed');
    expect(await answered).toBe('done');
  });
});

describe('an invitation', () => {
  it('is answered at once, and once', () => {
    const invitation = phone.invite();
    phone.report(knows({ ...ringing, invitation }));
    expect(lastOrder()).toMatchObject({ sipCallId: 'a@pbx', act: { do: 'answer' } });
    phone.report(knows({ ...ringing, invitation }, { sipCallId: 'b@pbx', state: 'ringing', invitation }));
    expect(sent).toHaveLength(1);
  });

  it('that Offhook did not make, or made too long ago, only rings', () => {
    const old = phone.invite();
    world.clock.advance(30_000);
    phone.report(knows({ ...ringing, invitation: old }));
    phone.report(knows({ sipCallId: 'b@pbx', state: 'ringing', invitation: 'guessed' }));
    phone.report(knows({ sipCallId: 'c@pbx', state: 'ringing' }));
    expect(sent).toEqual([]);
  });

  it('is void once the page is gone', () => {
    const invitation = phone.invite();
    phone.lose();
    phone.report(knows({ ...ringing, invitation }));
    expect(sent).toEqual([]);
    expect(world.clock.pending).toBe(0);
  });
});

describe('who listens', () => {
  it('hears of each change until they leave', () => {
    const heard: string[] = [];
    const stop = phone.onChanged(() => heard.push(phone.view.registration.state));
    phone.report(knows());
    phone.fail({ code: 'certificateWrong', detail: 'CERT_HAS_EXPIRED' });
    stop();
    phone.report(knows());
    expect(heard).toEqual(['registered', 'failed']);
  });

  it('keeps the reason that was found, while the page only says again that it cannot connect', () => {
    const vague = { state: 'failed', fault: { code: 'unreachable' } } as const;
    phone.report({ ...knows(), registration: vague });
    phone.fail({ code: 'certificateWrong' });
    phone.report({ ...knows(), registration: vague });
    expect(phone.view.registration).toEqual({ state: 'failed', fault: { code: 'certificateWrong' } });
    phone.report(knows());
    expect(phone.view.registration).toEqual({ state: 'registered' });
  });

  it('learns why the page cannot register', () => {
    phone.report(knows(ringing));
    phone.fail({ code: 'addressUnknown' });
    expect(phone.view).toEqual({
      ...knows(ringing),
      registration: { state: 'failed', fault: { code: 'addressUnknown' } },
    });
  });
});
