// @ts-check
// npm start [-- [--once] ARGS]: everything a fresh clone needs, then the app. Offline it works with what was fetched before.
// Without a display, and with --once: the practice call in the real panel, on a virtual display where there is none.
import './lib/node-version.mjs';
import { describeRuntime, electronRuntime } from './lib/runtime/electron.mjs';
import { ensurePackages } from './lib/npm.mjs';
import { isUpToDate } from './lib/outputs.mjs';
import { inRoot, root } from './lib/paths.mjs';
import { withoutSandbox } from './lib/preflight.mjs';
import { lastWords, run } from './lib/run.mjs';
import { startApp } from './lib/start/app.mjs';
import { makePracticeCall, Pictures, practiseFirst } from './lib/start/practiceCall.mjs';
import { startPracticeApp } from './lib/start/practiceApp.mjs';
import { createSteps, duration } from './lib/steps.mjs';
import { ensureSystem, hasDisplay } from './lib/system.mjs';
import { startVirtualDisplay } from './lib/virtualDisplay.mjs';

const startedMs = Date.now();
const once = process.argv.includes('--once');
const args = process.argv.slice(2).filter((arg) => arg !== '--once');
const practises = once || !hasDisplay();
const steps = createSteps(practises ? 6 : 5);
let step = steps.next('npm packages');

async function prepare() {
  await ensurePackages(step);

  step = steps.next('Electron runtime');
  const runtime = await electronRuntime({ report: step.report });
  step.done(describeRuntime(runtime));

  step = steps.next('System');
  await ensureSystem(step, runtime, { virtualDisplay: !hasDisplay() });

  step = steps.next('Build');
  if (isUpToDate('app')) step.done('up to date');
  else {
    step.report('building');
    const result = await run(process.execPath, [inRoot('scripts/build.mjs'), 'app'], { cwd: root });
    if (result.code !== 0) throw new Error(lastWords(result));
    step.done('built');
  }

  step = steps.next('Offhook');
  return runtime;
}

/** From here on the app has the signals. @param {(signal: NodeJS.Signals) => void} handle */
function onSignal(handle) {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.removeAllListeners(signal);
    process.on(signal, handle);
  }
}

/** The app on this display, until it ends. @param {import('./lib/runtime/electron.mjs').Runtime} runtime */
function open(runtime) {
  const sandbox = withoutSandbox() ? ', without the Chromium sandbox because you are root' : '';
  step.done(`opening after ${duration(Date.now() - startedMs)}${sandbox}`);
  const app = startApp(runtime, args, { stdio: 'inherit' });
  onSignal((signal) => app.kill(signal));
  app.on('error', (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
  app.on('close', (code, signal) => {
    if (signal) process.stderr.write(`Electron was ended by ${signal}.\n`);
    process.exitCode = code ?? 1;
  });
}

/** The practice call; after it the panel stays until Ctrl+C, or with --once does not. @param {import('./lib/runtime/electron.mjs').Runtime} runtime */
async function practise(runtime) {
  const display = hasDisplay() ? undefined : await startVirtualDisplay();
  const where = display ? `on a virtual display (${display.name})` : 'on this display';
  const env = display ? { DISPLAY: display.name } : {};
  /** @type {import('./lib/start/practiceApp.mjs').PracticeApp | undefined} */
  let app;
  /** @type {Promise<'interrupted'>} */
  const interrupted = new Promise((resolve) => onSignal(() => resolve('interrupted')));
  try {
    step.report(`starting ${where}`);
    app = await startPracticeApp(runtime, { env, args });
    const outcome = await Promise.race([interrupted, app.ended, withApp(app, where)]);
    if (outcome === 'interrupted') process.exitCode = 130;
    if (outcome === 'interrupted' || once) return;
    process.stdout.write(
      `\nThe panel stays open ${where}, on the practice phone system. Ctrl+C ends it.\n` +
        'With a screen, npm start opens it there.\n',
    );
    await Promise.race([interrupted, app.ended]);
  } finally {
    await app?.stop();
    display?.stop();
  }
}

/** @param {import('./lib/start/practiceApp.mjs').PracticeApp} app @param {string} where */
async function withApp(app, where) {
  await app.page('index.html');
  step.done(`in its window ${where} after ${duration(Date.now() - startedMs)}`);
  step = steps.next('Practice call', { silent: true });
  const callMs = Date.now();
  const pictures = new Pictures(inRoot('out/practice'));
  const panel = await practiseFirst(app, pictures);
  const say = (/** @type {string} */ sentence) =>
    step.note(`      ${((Date.now() - callMs) / 1000).toFixed(1).padStart(5)} s  ${sentence}`);
  say('Connected to the practice phone system.');
  await makePracticeCall(panel, pictures, say);
  step.done('dialled, talked, held, resumed, ended: all as it should be');
  process.stdout.write(`\nPictures:\n${pictures.files.map((file) => `  ${file}\n`).join('')}`);
  return 'done';
}

try {
  const runtime = await prepare();
  if (practises) await practise(runtime);
  else open(runtime);
} catch (error) {
  step.fail('not done');
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
