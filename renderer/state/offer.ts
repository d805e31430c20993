import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DeskNotice, NotDoneCode } from '../../src/ipc/panel.ts';
import { permission } from './actions.ts';
import type { CallsModel } from './calls.ts';
import type { ToolModel } from './tool.ts';
import type { Commands, Trouble } from '../line/commands.ts';
import type { LineStore } from '../line/store.ts';
import { type Bridge, tell } from '../parts/bridge.ts';
import { t } from '../parts/words.ts';
import type { DialModel } from './dialling.ts';

type NumberNotice = Extract<DeskNotice, { type: 'number' }>;

/** A number that was not typed, and how far it has come. */
export interface Offer extends Omit<NumberNotice, 'type' | 'atOnce'> {
  /** `waiting`: it is dialled once the line is there. */
  readonly state: 'filled' | 'waiting';
}

export interface OfferView {
  readonly offer?: Offer | undefined;
  /** Counts up: the number field is to have the focus. */
  readonly focus: number;
}

export interface OfferModel extends Pick<StoreApi<OfferView>, 'getState' | 'getInitialState' | 'subscribe'> {
  readonly dismiss: () => void;
}

/** A number to be dialled at once waits this long for a line that is still connecting; later it would surprise. */
const patienceMs = 20_000;

/** What is asked of the panel from outside: a number is put into the field, and the field says where it came from. */
export function createOffer(
  bridge: Bridge,
  { calls, commands, dial, line, tool }: OfferParts,
  setTimer: SetTimer = setTimeout,
): OfferModel {
  const store = createStore<OfferView>(() => ({ focus: 0 }));
  const number = offeredNumber(store, { dial, line }, setTimer);

  const receive = (notice: DeskNotice): void => {
    if (notice.type === 'call') {
      calls.pick(notice.callId);
      return;
    }
    tool.close();
    // A choice takes the focus itself.
    if (notice.type !== 'whichNumber') store.setState(({ focus }) => ({ focus: focus + 1 }));
    if (notice.type === 'number') number.fillIn(notice);
    else if (notice.type === 'whichNumber') {
      number.forget();
      dial.ask(notice.numbers);
    } else {
      if (notice.type === 'noNumber') number.forget();
      const trouble = troubleOf(notice);
      if (trouble !== undefined) commands.complain('dial', trouble);
    }
  };

  const ask = (): void =>
    tell(
      bridge.request('desk:take').then((notice) => {
        if (notice !== null) receive(notice);
      }),
      () => undefined,
    );
  bridge.on('desk:notice', ask);
  ask();

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    dismiss: () => store.setState({ offer: undefined }),
  };
}

type SetTimer = (then: () => void, ms: number) => unknown;

interface OfferedNumber {
  readonly fillIn: (notice: NumberNotice) => void;
  /** What came before is not what was meant now: Enter must not call it. */
  readonly forget: () => void;
}

/** The number in the field that was not typed, from its arrival until it is dialled, changed or dismissed. */
function offeredNumber(
  store: StoreApi<OfferView>,
  { dial, line }: Pick<OfferParts, 'dial' | 'line'>,
  setTimer: SetTimer,
): OfferedNumber {
  const put = (offer: Offer | undefined): void => store.setState({ offer });

  const dialIfPossible = (): void => {
    const { offer } = store.getState();
    const { features, link } = line.getState().line;
    if (offer?.state !== 'waiting' || !permission(features, 'MakeCall', link).allowed) return;
    put({ ...offer, state: 'filled' });
    dial.call(offer.number, offer.keys);
  };

  const fillIn = ({ type: _type, atOnce, ...number }: NumberNotice): void => {
    const offer: Offer = { ...number, state: atOnce ? 'waiting' : 'filled' };
    dial.setText(number.number, number.keys);
    put(offer);
    if (!atOnce) return;
    dialIfPossible();
    setTimer(() => {
      const { offer: now } = store.getState();
      if (now === offer) put({ ...now, state: 'filled' });
    }, patienceMs);
  };

  /** A number that was changed is the agent's own. */
  const follow = (): void => {
    const { offer } = store.getState();
    if (offer !== undefined && dial.getState().text !== offer.number) put(undefined);
  };

  line.subscribe(dialIfPossible);
  dial.subscribe(follow);
  return {
    fillIn,
    forget: () => {
      if (store.getState().offer !== undefined) dial.setText('');
    },
  };
}

type OtherNotice = Exclude<DeskNotice, { type: 'call' | 'number' | 'whichNumber' }>;

function troubleOf(notice: OtherNotice): Trouble | undefined {
  switch (notice.type) {
    case 'notDone':
      return { code: notice.code, text: notDone(notice.code) };
    case 'noNumber':
      return { code: `noNumber-${notice.code}`, text: t(`noNumber.${notice.from}.${notice.code}`) };
    case 'typeNumber':
      return undefined;
  }
}

function notDone(code: NotDoneCode): string {
  return code === 'noSuchCall' || code === 'whichCall' || code === 'timedOut'
    ? t(`wish.${code}`)
    : t(`refusal.${code}`);
}

interface OfferParts {
  readonly calls: Pick<CallsModel, 'pick'>;
  readonly commands: Commands;
  readonly dial: DialModel;
  readonly line: LineStore;
  readonly tool: ToolModel;
}
