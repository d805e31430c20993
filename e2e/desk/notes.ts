import { sh } from './bus.ts';

interface Told {
  readonly id: number;
  readonly summary: string;
  readonly body: string;
}

/** The real notification server. */
export const notes = {
  displayed: async (): Promise<number> => Number(await sh('dunstctl', 'count', 'displayed')),

  /** Those that are gone from the screen, latest first. */
  history: async (): Promise<readonly Told[]> => {
    type Entry = { readonly [Field in keyof Told]: { readonly data: Told[Field] } };
    const { data } = JSON.parse(await sh('dunstctl', 'history')) as { data: [readonly Entry[]] };
    return data[0].map(({ id, summary, body }) => ({
      id: id.data,
      summary: summary.data,
      body: body.data,
    }));
  },

  /** A click with the mouse on the uppermost one. */
  click: async (): Promise<void> => {
    const [window = ''] = (await sh('xdotool', 'search', '--onlyvisible', '--class', 'Dunst')).split('\n');
    await sh('xdotool', 'mousemove', '--window', window, '60', '20', 'click', '1');
  },

  closeAll: async (): Promise<void> => {
    await sh('dunstctl', 'close-all');
  },
};
