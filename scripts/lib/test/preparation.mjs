// @ts-check
// What the tests need: packages, Electron, on Debian as root also system packages and real Asterisks, the build. What may
// not be installed is named with the command that does, and the tests that can run without it still do.
import { DEBIAN_PACKAGES } from '../debianPackages.mjs';
import { describeRuntime, electronRuntime } from '../runtime/electron.mjs';
import { hasApt, install, installCommand, missingPackages, whyNotInstall } from '../apt.mjs';
import { missingForDesktop } from '../desktop.mjs';
import { ensurePackages } from '../npm.mjs';
import { inPath, inRoot, root } from '../paths.mjs';
import { missingLibraries } from '../preflight.mjs';
import { lastWords, run } from '../run.mjs';

/**
 * What stands in the way: of all end-to-end tests, or of some of them.
 * @typedef {Record<'blocked' | 'withoutAsterisk' | 'withoutDesktop' | 'withoutPackers', string | undefined>} Ready
 */

/** @returns {Promise<typeof import('../../../e2e/pbx/provision.mjs')>} imports nothing that the npm packages bring */
const asterisk = () => import('../../../e2e/pbx/provision.mjs');

/** How many steps `forE2e` takes. */
export const E2E_STEPS = 4;

export class Preparation {
  /** Commands that bring what is missing. @type {Set<string>} */
  commands = new Set();
  #steps;

  /** @param {ReturnType<typeof import('../steps.mjs').createSteps>} steps */
  constructor(steps) {
    this.#steps = steps;
  }

  /**
   * @param {string} title
   * @param {(step: import('../steps.mjs').Step) => Promise<void>} work
   * @returns {Promise<string | undefined>} what went wrong
   */
  async step(title, work) {
    const step = this.#steps.next(title);
    try {
      await work(step);
      return undefined;
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      step.fail(text);
      return `${title}: ${text.split('\n')[0]}`;
    }
  }

  npmPackages() {
    return this.step('npm packages', ensurePackages);
  }

  /** @returns {Promise<Ready>} */
  async forE2e() {
    const debian = await this.step('Debian packages', (step) => this.#debianPackages(step));
    const electron = await this.step('Electron runtime', async (step) => {
      const runtime = await electronRuntime({ report: step.report });
      const libraries = missingLibraries(runtime.binary);
      if (libraries.length > 0)
        throw new Error(`${describeRuntime(runtime)}; shared libraries are missing: ${libraries.join(', ')}`);
      step.done(describeRuntime(runtime));
    });
    const pbx = await this.step('Asterisk and Debian', (step) => this.#systems(step));
    const built = await this.step('Build', async (step) => {
      step.report('building');
      const result = await run(process.execPath, [inRoot('scripts/build.mjs'), '--if-changed'], {
        cwd: root,
      });
      if (result.code !== 0) throw new Error(`failed with exit code ${result.code}\n${lastWords(result)}`);
      step.done('built');
    });

    const absent = missingForDesktop();
    const packers = ['rpmbuild', '7za'].filter((name) => !inPath(name));
    return {
      blocked: electron ?? built ?? (inPath('Xvfb') ? undefined : (debian ?? 'Xvfb is not here')),
      withoutAsterisk: pbx,
      withoutDesktop: absent.length > 0 ? `missing: ${absent.join(', ')}` : undefined,
      withoutPackers: packers.length > 0 ? `missing: ${packers.join(', ')}` : undefined,
    };
  }

  /** @param {import('../steps.mjs').Step} step */
  async #debianPackages(step) {
    const wanted = [...Object.values(DEBIAN_PACKAGES).flat(), ...(await asterisk()).debianPackages];
    const missing = missingPackages(wanted);
    const why = whyNotInstall();
    if (missing.length > 0 && why) {
      this.commands.add(installCommand(missing));
      throw new Error(`missing: ${missing.join(', ')}; ${why}`);
    }
    if (!hasApt()) throw new Error(`not looked for: ${why}`);
    const installed = missing.length > 0 ? await install(wanted, step.report) : [];
    step.done(installed.length > 0 ? `installed ${installed.join(', ')}` : 'all here');
  }

  /** @param {import('../steps.mjs').Step} step */
  async #systems(step) {
    const { missingForAsterisk, provisionAsterisk } = await asterisk();
    const missing = missingForAsterisk();
    if (missing.length > 0) {
      for (const { what, bring } of missing) this.commands.add(`${what}: ${bring}`);
      throw new Error(`missing: ${missing.map(({ what }) => what).join('; ')}`);
    }
    await provisionAsterisk({ log: step.report });
    await (await import('../../../e2e/package/deskRoot.mjs')).provisionDesk({ log: step.report });
    await (await import('../../../e2e/ldap/provision.mjs')).provisionSlapd({ log: step.report });
    step.done('ready');
  }
}
