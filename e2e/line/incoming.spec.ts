import { test } from '@playwright/test';
import { expect } from '../expect.ts';
import type { Tech } from '../pbx/versions.ts';
import { RawAmi } from '../pbx/rawAmi.ts';
import type { SipCall, SipPhone } from '../phones/sipPhone.ts';
import { onEachPbx } from './site.ts';
import type { TestLine } from './testLine.ts';

const answeredHere = ['RingStarted', 'CommutationStarted', 'RingFinished'];
const dialplan = (tech: Tech): string =>
  ['[from-trunk]', 'exten => 5090,1,Set(CALLERID(pres)=prohib)', ` same => n,Dial(${tech}/101,30,tT)`].join(
    '\n',
  );

onEachPbx(
  'calls that come in',
  (site) => {
    let line: TestLine;
    let agent: SipPhone;
    let colleague: SipPhone;
    let customer: SipPhone;
    let trunk: SipPhone;
    test.beforeEach(async () => {
      line = await site.line();
      agent = await site.phone('101');
      colleague = await site.phone('102');
      customer = await site.phone('201');
      trunk = await site.customer();
      customer.identity = { number: '201', name: 'Customer Alpha' };
    });

    async function answer(phone: SipPhone): Promise<void> {
      const call = await phone.waitFor('ringing');
      call.answer();
    }

    /** To the customer. A transfer before the two are in one bridge is refused. */
    async function colleagueTalks(): Promise<SipCall> {
      const other = await site.line('102');
      await customer.dial('102');
      await answer(colleague);
      await other.next('CommutationStarted');
      return colleague.waitFor('up');
    }

    async function hangUp(phone: SipPhone): Promise<void> {
      await phone.liveCalls[0]!.hangup();
    }

    test('direct: rings, talks, ends', async () => {
      await customer.dial('101');
      const { call } = await line.next('RingStarted');
      expect(call).toMatchObject({
        direction: 'incoming',
        number: '201',
        name: 'Customer Alpha',
        line: '101',
      });
      expect(call.queue).toBeUndefined();
      expect(call.did).toBeUndefined();
      await answer(agent);
      await line.next('CommutationStarted');
      await hangUp(customer);
      expect((await line.next('RingFinished')).call.outcome).toBe('answered');
      expect(line.names()).toEqual(answeredHere);
    });

    test('by the trunk: with the number that was dialled', async () => {
      await trunk.dial('5000');
      const { call } = await line.next('RingStarted');
      expect(call).toMatchObject({ number: '+491701234567', name: 'Erika Mustermann', did: '5000' });
      await answer(agent);
      await line.next('CommutationStarted');
      await hangUp(agent);
      await line.next('RingFinished');
      expect(line.names()).toEqual(answeredHere);
    });

    test('by a ring group: one call on each line, answered here and answered elsewhere', async () => {
      const other = await site.line('102');
      await trunk.dial('5003');
      await line.next('RingStarted');
      await other.next('RingStarted');
      await answer(colleague);
      expect((await other.next('CommutationStarted')).call.did).toBe('5003');
      expect((await line.next('RingFinished')).call.outcome).toBe('answeredElsewhere');
      await hangUp(colleague);
      expect((await other.next('RingFinished')).call.outcome).toBe('answered');
      expect(line.names()).toEqual(['RingStarted', 'RingFinished']);
      expect(other.names()).toEqual(answeredHere);
    });

    test('by a queue through Local channels: one call, with its queue; declined here, it goes on', async () => {
      const other = await site.line('102');
      await trunk.dial('5001');
      const { call } = await line.next('RingStarted');
      expect(call).toMatchObject({ number: '+491701234567', did: '5001' });
      // Asterisk may tell of the queue only after it has told of the phone.
      await expect.poll(() => line.calls[0]?.queue).toBe('support');
      await agent.waitFor('ringing');
      // A phone that says busy before the PBX has noticed that it rings was busy, not declined.
      const ringing = new RegExp(`^${site.pbx.device('101')}-[^!]*![^!]*![^!]*![^!]*!Ringing!`, 'm');
      await expect.poll(() => site.pbx.console('core show channels concise')).toMatch(ringing);
      agent.liveCalls[0]!.refuse(486);
      await other.next('RingStarted');
      await expect.poll(() => other.calls[0]?.queue).toBe('support');
      // The caller waits on; the queue may ring again here.
      expect(line.calls).toEqual([]);
      await answer(colleague);
      await other.next('CommutationStarted');
      expect((await line.next('RingFinished')).call.outcome, line.story()).toBe('rejected');
      await hangUp(trunk);
      await other.next('RingFinished');
      expect(line.names()).toEqual(['RingStarted', 'RingFinished']);
      expect(other.names()).toEqual(answeredHere);
    });

    test('by a queue whose member is the phone: one call, with its queue', async () => {
      const { ami } = await RawAmi.open(site.pbx.amiPort, site.pbx.account);
      await ami.action({ Action: 'QueueAdd', Queue: 'sales', Interface: site.pbx.device('101') });
      await trunk.dial('5004');
      expect((await line.next('RingStarted')).call).toMatchObject({ queue: 'sales', did: '5004' });
      await answer(agent);
      await line.next('CommutationStarted');
      await hangUp(trunk);
      expect((await line.next('RingFinished')).call.outcome).toBe('answered');
      await ami.action({ Action: 'QueueRemove', Queue: 'sales', Interface: site.pbx.device('101') });
      ami.close();
      expect(line.names()).toEqual(answeredHere);
    });

    test('by a blind transfer from a colleague: the customer calls, not the colleague', async () => {
      const theirs = await colleagueTalks();
      await theirs.transfer('101');
      const { call } = await line.next('RingStarted');
      expect(call).toMatchObject({ direction: 'incoming', number: '201', name: 'Customer Alpha' });
      await answer(agent);
      await line.next('CommutationStarted');
      await hangUp(customer);
      await line.next('RingFinished');
      expect(line.names()).toEqual(answeredHere);
    });

    test('by an announced transfer: the colleague first, then the customer, one call', async () => {
      const theirs = await colleagueTalks();
      await theirs.hold();
      const asking = await colleague.dial('101');
      expect((await line.next('RingStarted')).call.number).toBe('102');
      await answer(agent);
      await line.next('CommutationStarted');
      await colleague.waitFor('up', (call) => call === asking);
      await asking.transfer(theirs);
      await expect.poll(() => line.calls.map(({ number }) => number), line.story()).toEqual(['201']);
      expect(line.calls[0]).toMatchObject({ name: 'Customer Alpha', state: 'talking' });
      await hangUp(customer);
      await line.next('RingFinished');
      expect(line.names().filter((name) => name !== 'EndHoldAction')).toEqual(answeredHere);
    });

    test('different ends: given up, rung out, declined, busy', async () => {
      await customer.dial('101');
      await line.next('RingStarted');
      await hangUp(customer);
      expect((await line.next('RingFinished')).call.outcome).toBe('cancelled');

      await customer.dial('4101');
      await line.next('RingStarted');
      expect((await line.next('RingFinished')).call.outcome).toBe('noAnswer');

      agent.onCall = { do: 'refuse', status: 486, afterMs: 100 };
      await customer.dial('101');
      expect((await line.next('RingFinished')).call.outcome).toBe('rejected');
      agent.onCall = { do: 'refuse', status: 603, afterMs: 100 };
      await customer.dial('101');
      expect((await line.next('RingFinished')).call.outcome).toBe('rejected');
      // By the panel.
      agent.onCall = { do: 'ring' };
      await customer.dial('101');
      await agent.waitFor('ringing', (call) => call.state === 'ringing');
      const callId = (await line.next('RingStarted')).call.id;
      expect(await line.execute({ type: 'DropCall', callId })).toEqual({ status: 'done' });
      expect((await line.next('RingFinished')).call.outcome).toBe('rejected');
    });

    test('a phone that is busy: reported where ringing is reported at the dial, not where it never rang', async () => {
      const early = await site.line('101', { sendRingStartedOnRingingState: false });
      agent.onCall = { do: 'refuse', status: 486 };
      await customer.dial('101');
      await early.next('RingStarted');
      expect((await early.next('RingFinished')).call.outcome).toBe('busy');
      // Nothing follows that could be waited for: the next call is told, and is the first.
      agent.onCall = { do: 'ring' };
      await hangUpAll();
      await trunk.dial('5000');
      expect((await line.next('RingStarted')).call.number).toBe('+491701234567');
      expect(line.names()).toEqual(['RingStarted']);
      await early.next('RingStarted');
      expect(early.names()).toEqual(['RingStarted', 'RingFinished', 'RingStarted']);
    });

    async function hangUpAll(): Promise<void> {
      for (const phone of [agent, colleague, customer, trunk])
        for (const call of phone.liveCalls) await call.hangup();
    }

    for (const { what, from, to = '5000', shown } of [
      { what: 'UTF-8', from: ['+4917012345', 'Jürgen Müßig 日本語 😀'] },
      { what: 'no name', from: ['+4917012345', ''] },
      { what: 'anonymous', from: ['anonymous', 'Anonymous'], shown: ['', ''] },
      {
        what: 'anonymous, with a name',
        from: ['anonymous', 'Praxis Dr. Ohm'],
        shown: ['', 'Praxis Dr. Ohm'],
      },
      { what: 'presentation restricted', from: ['+4917012345', 'Ein Name'], to: '5090', shown: ['', ''] },
      { what: '40 digits', from: ['1234567890'.repeat(4), 'Long'] },
      { what: 'markup', from: ['4711', '<img src=x onerror=alert(1)>'] },
    ] as readonly { what: string; from: [string, string]; to?: string; shown?: [string, string] }[]) {
      test(`the caller as sent: ${what}`, async () => {
        trunk.identity = { number: from[0], name: from[1] };
        await trunk.dial(to);
        await line.next('RingStarted');
        const [number, name] = shown ?? from;
        await expect.poll(() => line.calls.map((call) => [call.number, call.name])).toEqual([[number, name]]);
        await answer(agent);
        await line.next('CommutationStarted');
        await hangUp(trunk);
        const { call } = await line.next('RingFinished');
        expect([call.number, call.name]).toEqual([number, name]);
      });
    }
  },
  ['PJSIP', 'SIP'],
  { dialplan },
);
