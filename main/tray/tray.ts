import { Menu, type MenuItemConstructorOptions, nativeImage, type NativeImage, Tray } from 'electron';
import { join } from 'node:path';
import type { DeskAction } from '../actions/action.ts';
import type { Translate } from '../../src/words/words.ts';
import { TrayIcon, type TrayIconOptions } from './icon.ts';
import { type TrayFacts, type TrayItem, trayMenu } from './menu.ts';
import { laidOver, type TrayPicture } from './picture.ts';
import { trayState, trayTip } from './state.ts';

export interface DeskTrayOptions extends Omit<TrayIconOptions, 'paint'> {
  /** assets/tray. */
  readonly folder: string;
  readonly t: Translate;
  readonly onAction: (action: DeskAction) => void;
}

const scales = [1, 2] as const;

/** The icon beside the clock. Touches the system only where something changed: a menu that is replaced closes under the pointer. */
export class DeskTray {
  readonly #options: DeskTrayOptions;
  readonly #tray: Tray;
  readonly #icon: TrayIcon;
  readonly #images = new Map<string, NativeImage>();
  #menu = '';
  #tip = '';

  /** @throws Error where the system has no tray and says so; on Linux it may also just never be seen */
  constructor(options: DeskTrayOptions) {
    this.#options = options;
    this.#tray = new Tray(nativeImage.createEmpty());
    this.#icon = new TrayIcon({ ...options, paint: (picture) => this.#paint(picture) });
    this.#tray.on('click', () => options.onAction({ type: 'showPanel' }));
  }

  update(facts: TrayFacts): void {
    const { t } = this.#options;
    this.#icon.show(trayState(facts.line), facts.missed);
    const tip = trayTip(facts.line, facts.missed, t);
    if (tip !== this.#tip) this.#tray.setToolTip((this.#tip = tip));
    const items = trayMenu(facts, t);
    const menu = JSON.stringify(items);
    if (menu === this.#menu) return;
    this.#menu = menu;
    this.#tray.setContextMenu(Menu.buildFromTemplate(items.map((one) => this.#template(one))));
  }

  close(): void {
    this.#icon.stop();
    this.#tray.destroy();
  }

  #template(item: TrayItem): MenuItemConstructorOptions {
    if (item.type === 'separator') return { type: 'separator' };
    const { label } = item;
    if (item.type === 'submenu') return { label, submenu: item.items.map((one) => this.#template(one)) };
    const { enabled, chosen, action } = item;
    return {
      label,
      enabled,
      // Not `radio`: of those the menu would always mark one, also when none holds.
      ...(chosen === undefined ? {} : { type: 'checkbox', checked: chosen }),
      click: () => this.#options.onAction(action),
    };
  }

  #paint(picture: TrayPicture): void {
    this.#tray.setImage(this.#image(picture));
    if (this.#options.platform === 'darwin') this.#tray.setTitle(picture.title);
  }

  #image({ file, badge }: TrayPicture): NativeImage {
    const key = `${file} ${badge}`;
    const known = this.#images.get(key);
    if (known !== undefined) return known;
    const base = nativeImage.createFromPath(join(this.#options.folder, file));
    const image =
      badge === undefined
        ? base
        : withBadge(base, nativeImage.createFromPath(join(this.#options.folder, badge)));
    this.#images.set(key, image);
    return image;
  }
}

function withBadge(base: NativeImage, badge: NativeImage): NativeImage {
  const { width, height } = base.getSize();
  const image = nativeImage.createEmpty();
  for (const scaleFactor of scales) {
    const bitmap = laidOver(base.toBitmap({ scaleFactor }), badge.toBitmap({ scaleFactor }));
    image.addRepresentation({
      scaleFactor,
      width: width * scaleFactor,
      height: height * scaleFactor,
      buffer: Buffer.from(bitmap),
    });
  }
  return image;
}
