import { ask, call, property } from './bus.ts';

const watcher = {
  name: 'org.kde.StatusNotifierWatcher',
  path: '/StatusNotifierWatcher',
  iface: 'org.kde.StatusNotifierWatcher',
};

export interface MenuItem {
  readonly id: number;
  readonly label: string;
  readonly enabled: boolean;
  readonly checked: boolean;
  readonly items: readonly MenuItem[];
}

/** A layout of com.canonical.dbusmenu: id, properties, children. */
interface Layout {
  readonly data: readonly [
    number,
    Readonly<
      Partial<
        Record<'label' | 'type', { data: string }> &
          Record<'enabled', { data: boolean }> &
          Record<'toggle-state', { data: number }>
      >
    >,
    readonly Layout[],
  ];
}

/** The one icon in the tray, as the tray sees it: by StatusNotifierItem and dbusmenu. */
export class TrayOnBus {
  readonly #item;
  readonly #menu;

  private constructor(name: string, path: string, menu: string) {
    this.#item = { name, path, iface: 'org.kde.StatusNotifierItem' };
    this.#menu = { name, path: menu, iface: 'com.canonical.dbusmenu' };
  }

  /** The addresses of all icons in the tray. */
  static async all(): Promise<readonly string[]> {
    return (await property(watcher, 'RegisteredStatusNotifierItems')) as string[];
  }

  /** @throws Error unless there is exactly one */
  static async only(): Promise<TrayOnBus> {
    const [address = '', ...others] = await TrayOnBus.all();
    if (address === '' || others.length > 0)
      throw new Error(`not one icon: ${[address, ...others].join(', ')}`);
    const [name, path] = [address.slice(0, address.indexOf('/')), address.slice(address.indexOf('/'))];
    const item = { name, path, iface: 'org.kde.StatusNotifierItem' };
    return new TrayOnBus(name, path, (await property(item, 'Menu')) as string);
  }

  async tip(): Promise<string> {
    return ((await property(this.#item, 'ToolTip')) as unknown[])[2] as string;
  }

  /** The picture as it is handed to the tray: width, height, ARGB bytes. */
  async picture(): Promise<{
    readonly width: number;
    readonly height: number;
    readonly argb: readonly number[];
  }> {
    const [first] = (await property(this.#item, 'IconPixmap')) as [number, number, number[]][];
    const [width = 0, height = 0, argb = []] = first ?? [];
    return { width, height, argb };
  }

  async click(): Promise<void> {
    await call(this.#item, 'Activate', 'ii', '0', '0');
  }

  async menu(): Promise<readonly MenuItem[]> {
    const [, layout] = await ask(this.#menu, 'GetLayout', 'iias', '0', '-1', '0');
    return itemsOf((layout as Layout['data'])[2]);
  }

  /** @param path labels from the outermost menu on */
  async choose(...path: readonly string[]): Promise<void> {
    let items = await this.menu();
    let found: MenuItem | undefined;
    for (const label of path) {
      found = items.find((item) => item.label === label);
      if (found === undefined)
        throw new Error(`no ${label} among ${items.map((item) => item.label).join(', ')}`);
      items = found.items;
    }
    await call(this.#menu, 'Event', 'isvu', String(found?.id), 'clicked', 'i', '0', '0');
  }
}

function itemsOf(layouts: readonly Layout[]): readonly MenuItem[] {
  return layouts.map(({ data: [id, properties, children] }) => ({
    id,
    label: properties.label?.data ?? (properties.type?.data === 'separator' ? '--' : ''),
    enabled: properties.enabled?.data !== false,
    checked: properties['toggle-state']?.data === 1,
    items: itemsOf(children),
  }));
}
