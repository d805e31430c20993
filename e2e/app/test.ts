import { test as base, type TestInfo } from '@playwright/test';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '../../src/settings/schema.ts';
import { startAsterisk, type Asterisk, type StaticLine } from '../pbx/asterisk.ts';
import { SipPhone, type SipPhoneOptions } from '../phones/sipPhone.ts';
import { AmiTap } from './amiTap.ts';
import { OffhookApp, type LaunchOptions } from './app.ts';
import { removeFolder } from './removeFolder.ts';
import { limits } from '../limits.mjs';
import type { AsteriskVersion } from '../pbx/versions.ts';

type PhoneOptions = Omit<Partial<SipPhoneOptions>, 'port' | 'pbxPort'>;

export interface Desk {
  /** The app on line 101 of that PBX, online. */
  readonly on: (pbx: Asterisk, options?: DeskOptions) => Promise<OffhookApp>;
  /** The app with just these settings. */
  readonly start: (options?: Partial<LaunchOptions>) => Promise<OffhookApp>;
  readonly phone: (pbx: Asterisk, line: StaticLine, options?: PhoneOptions) => Promise<SipPhone>;
}

export interface DeskOptions {
  readonly settings?: Partial<Settings>;
  readonly secret?: string;
  /** The system's language, as in `LANGUAGE`. */
  readonly language?: string;
  /** Where to reach the manager interface instead of directly. */
  readonly port?: number;
  /** The administrator's file. */
  readonly policy?: string;
  /** Variables beside those of the tests. */
  readonly env?: Readonly<Record<string, string>>;
  /** Switches of the program. */
  readonly args?: readonly string[];
  /** Do not wait for the link. */
  readonly offline?: boolean;
}

/**
 * A desk: the app, phones, a PBX. What a failed test leaves behind: the app's log, what was said on the manager interface, Asterisk's log, a
 * picture of every window, and Playwright's trace.
 */
export const test = base.extend<{ desk: Desk }, { pbxOf: (version: AsteriskVersion) => Promise<Asterisk> }>({
  pbxOf: [
    async ({}, use) => {
      const started = new Map<AsteriskVersion, Promise<Asterisk>>();
      await use((version) => {
        const pbx = started.get(version) ?? startAsterisk({ version });
        started.set(version, pbx);
        return pbx;
      });
      for (const pbx of started.values()) await (await pbx).stop();
    },
    { scope: 'worker', timeout: limits.testMs },
  ],

  desk: async ({}, use, info) => {
    const folder = await mkdtemp(join(tmpdir(), 'offhook-e2e-'));
    const evidence = join(folder, 'evidence');
    mkdirSync(evidence);
    const apps: OffhookApp[] = [];
    const phones: SipPhone[] = [];
    const taps: AmiTap[] = [];
    const pbxs = new Set<Asterisk>();

    const start: Desk['start'] = async (options = {}) => {
      const app = await OffhookApp.launch({ userData: join(folder, 'user'), ...options });
      await app.electron
        .context()
        .tracing.start({ screenshots: true, snapshots: true })
        .catch(() => undefined);
      apps.push(app);
      return app;
    };

    await use({
      start,
      on: async (pbx, options = {}) => {
        const { settings = {}, secret = pbx.account.secret, port, offline = false } = options;
        const { language, policy, env, args } = options;
        pbxs.add(pbx);
        const tap = await AmiTap.start(
          pbx.host,
          port ?? pbx.amiPort,
          join(evidence, `ami-${taps.length}.txt`),
        );
        taps.push(tap);
        const app = await start({
          ...(language === undefined ? {} : { language }),
          ...(policy === undefined ? {} : { policy }),
          ...(env === undefined ? {} : { env }),
          ...(args === undefined ? {} : { args }),
          secret,
          settings: {
            url: pbx.host,
            port: tap.port,
            userName: pbx.account.user,
            extension: '101',
            device: pbx.device('101'),
            agentName: 'Anna Kovac',
            ...settings,
          },
        });
        if (!offline && language === undefined) await app.expectOnline();
        return app;
      },
      phone: async (pbx, line, options = {}) => {
        pbxs.add(pbx);
        const phone = await SipPhone.at(pbx, line, options);
        phones.push(phone);
        return phone;
      },
    });

    const failed = info.status !== info.expectedStatus;
    if (failed) await keepPictures(apps, info);
    for (const app of apps) {
      const trace = failed ? { path: info.outputPath(`trace-${apps.indexOf(app)}.zip`) } : {};
      await app.electron
        .context()
        .tracing.stop(trace)
        .catch(() => undefined);
      await app.close();
    }
    for (const tap of taps) await tap.stop();
    for (const pbx of pbxs) {
      await pbx.clear();
      // The next test's agent is ready.
      await pbx.console('queue unpause member Local/101@from-queue/n');
    }
    for (const phone of phones) await phone.stop();
    if (failed) {
      keep(evidence, info.outputPath('ami'));
      keep(join(folder, 'user/logs'), info.outputPath('app-log'));
      for (const pbx of pbxs) keep(pbx.logFile, info.outputPath(`asterisk-${pbx.version}.log`));
      info.annotations.push({ type: 'evidence', description: info.outputDir });
    }
    removeFolder(folder);
  },
});

export { expect } from '../expect.ts';

async function keepPictures(apps: readonly OffhookApp[], info: TestInfo): Promise<void> {
  for (const [index, app] of apps.entries()) {
    for (const [number, page] of app.electron.windows().entries()) {
      await page
        .screenshot({ path: info.outputPath(`window-${index}-${number}.png`) })
        .catch(() => undefined);
    }
  }
}

function keep(from: string, to: string): void {
  if (existsSync(from)) cpSync(from, to, { recursive: true });
}
