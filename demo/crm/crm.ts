import { OffhookClient, OffhookError } from '../../src/messaging/client/index.ts';
import { callBar, otherParty } from './callBar.ts';
import { type Contact, contactOf, contacts } from './contacts.ts';
import { byId, element } from './element.ts';

const port = new URLSearchParams(location.search).get('port') ?? '2013';
const phone = new OffhookClient({ url: `ws://127.0.0.1:${port}` });

const say = (id: 'service' | 'told' | 'record-title', text: string): void => byId(id).replaceChildren(text);

function attempt(work: Promise<void>): void {
  say('told', '');
  work.catch((error: unknown) => say('told', error instanceof Error ? error.message : String(error)));
}

/** By Offhook; where no telephone service answers, by whatever program has this computer's `tel:` links. */
async function call(number: string): Promise<void> {
  try {
    await phone.connect();
    await phone.makeCall(number);
  } catch (error) {
    if (!(error instanceof OffhookError && error.code === 'noService')) throw error;
    say('told', 'No telephone service answers: handed to the program for telephone links.');
    location.href = `tel:${number}`;
  }
}

function showRecord(contact: Contact | undefined, number: string): void {
  byId('record').hidden = false;
  say('record-title', contact?.name ?? number);
  const facts =
    contact === undefined
      ? [
          ['Number', number],
          ['Known', 'Not yet a contact'],
        ]
      : [
          ['Company', contact.company],
          ['Number', contact.number],
          ['Note', contact.note],
        ];
  byId('facts').replaceChildren(
    ...facts.flatMap(([term = '', fact = '']) => [element('dt', {}, [term]), element('dd', {}, [fact])]),
  );
}

const drawCalls = (): void => byId('bar').replaceChildren(...callBar(phone, attempt));

byId('contacts').replaceChildren(
  ...contacts.map((contact) => {
    const link = element('a', { href: `tel:${contact.number}` }, [contact.number]);
    link.addEventListener('click', (click) => {
      click.preventDefault();
      attempt(call(contact.number));
    });
    return element('li', {}, [
      element('strong', {}, [contact.name]),
      element('span', {}, [contact.company]),
      link,
    ]);
  }),
);

byId('dial').addEventListener('submit', (submit) => {
  submit.preventDefault();
  const field = byId('number');
  if (field instanceof HTMLInputElement) attempt(call(field.value.trim()));
});

phone.on('connected', () => {
  byId('connect').hidden = true;
  say('service', 'The telephone is ready.');
});
phone.on('disconnected', ({ willRetry }) => {
  byId('connect').hidden = willRetry;
  say('service', 'No telephone service: links are handed to the program for them.');
  drawCalls();
});
phone.on('calls', drawCalls);
phone.on('features', drawCalls);
phone.on('error', ({ message }) => say('told', message));
phone.on('call', ({ event, call: told }) => {
  drawCalls();
  // Screen pop: who calls, or is called, comes up with what is known of them.
  if (event === 'ringStarted') showRecord(contactOf(otherParty(told)), otherParty(told));
});

function connect(): void {
  phone.connect().catch(() => undefined); // told by 'disconnected'
}
byId('connect').addEventListener('click', connect);
connect();
