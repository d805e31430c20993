import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { createDtmfModel, type DtmfModel } from '../state/dtmf.ts';
import { createNames, type NamesModel } from '../state/number/names.ts';
import { createPendingKeys, type PendingKeys } from '../state/pendingKeys.ts';
import { type CallNotesModel, createCallNotes } from '../state/callNotes.ts';
import { type CallPage, createCallPage } from '../state/callPage.ts';
import { type CallsModel, createCallsModel } from '../state/calls.ts';
import { createSecondCall, type SecondCall } from '../state/secondCall.ts';
import { createToolModel, type ToolModel } from '../state/tool.ts';
import { createTransferModel, type TransferModel } from '../state/transfer.ts';
import { createDialModel, type DialModel } from '../state/dialling.ts';
import { createFavourites, type FavouritesModel } from '../state/favourites.ts';
import { createOffer, type OfferModel } from '../state/offer.ts';
import { type Commands, createCommands } from '../line/commands.ts';
import { createLineStore, type LineStore, type LineStoreEdges } from '../line/store.ts';
import { createPressModel, type PressModel } from '../press/model.ts';
import { createPagesStore, type PagesStore } from '../state/pages.ts';
import type { Bridge } from '../parts/bridge.ts';
import { createUpdatesStore, type UpdatesStore } from '../state/updates.ts';

/** Everything that the panel's parts share; made once per window. */
export interface PanelModel {
  readonly bridge: Bridge;
  readonly line: LineStore;
  readonly commands: Commands;
  readonly dial: DialModel;
  readonly calls: CallsModel;
  readonly second: SecondCall;
  readonly tool: ToolModel;
  readonly presses: PressModel;
  readonly transfer: TransferModel;
  /** Whom a name in the number field, or in the transfer's, may mean. */
  readonly names: { readonly dial: NamesModel; readonly transfer: NamesModel };
  readonly dtmf: DtmfModel;
  readonly pendingKeys: PendingKeys;
  readonly offer: OfferModel;
  readonly pages: PagesStore;
  readonly updates: UpdatesStore;
  readonly callPage: CallPage;
  readonly notes: CallNotesModel;
  readonly favourites: FavouritesModel;
}

export function createPanelModel(bridge: Bridge, edges?: LineStoreEdges): PanelModel {
  const line = createLineStore(bridge, edges);
  const commands = createCommands(bridge);
  const second = createSecondCall(bridge, line);
  const dial = createDialModel(line, commands, second);
  const calls = createCallsModel(line, commands, second);
  const tool = createToolModel(line, calls);
  const favourites = createFavourites(bridge, edges?.afterPaint);
  const presses = createPressModel({ line, commands, calls, dial, second, tool, favourites });
  const transfer = createTransferModel(line, commands, dial, tool);
  const names = { dial: createNames(bridge, line, dial), transfer: createNames(bridge, line, transfer) };
  const dtmf = createDtmfModel(line, tool, commands);
  const pendingKeys = createPendingKeys(line, commands);
  const offer = createOffer(bridge, { calls, commands, dial, line, tool });
  const pages = createPagesStore(bridge);
  const updates = createUpdatesStore(bridge);
  const callPage = createCallPage(bridge);
  const notes = createCallNotes(bridge);
  return {
    ...{ bridge, line, commands, second, dial, calls, tool, presses, transfer },
    ...{ names, dtmf, pendingKeys, offer, pages, updates, callPage, notes, favourites },
  };
}

const PanelContext = createContext<PanelModel | undefined>(undefined);

export const PanelProvider = PanelContext.Provider;

export function useModel(): PanelModel {
  const model = useContext(PanelContext);
  if (model === undefined) throw new Error('no PanelProvider above');
  return model;
}

interface Readable<State> {
  readonly getState: () => State;
  readonly getInitialState: () => State;
  readonly subscribe: (listener: (state: State, previous: State) => void) => () => void;
}

/** A part of a store's state, as a hook. */
export function useView<State, Part>(store: Readable<State>, select: (state: State) => Part): Part {
  return useStore(store, select);
}
