import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { type CallsModel, createCallsModel } from '../call/model.ts';
import { createDialModel, type DialModel } from '../dial/model.ts';
import { type Commands, createCommands } from '../line/commands.ts';
import { createLineStore, type LineStore } from '../line/store.ts';
import type { Bridge } from '../parts/bridge.ts';

/** Everything that the panel's parts share; made once per window. */
export interface PanelModel {
  readonly bridge: Bridge;
  readonly line: LineStore;
  readonly commands: Commands;
  readonly dial: DialModel;
  readonly calls: CallsModel;
}

export function createPanelModel(bridge: Bridge, localNow?: () => number): PanelModel {
  const line = createLineStore(bridge, localNow);
  const commands = createCommands(bridge);
  return {
    bridge,
    line,
    commands,
    dial: createDialModel(line, commands),
    calls: createCallsModel(line, commands),
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
