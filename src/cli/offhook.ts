import packageJson from '../../package.json' with { type: 'json' };
import { type Args, readArgs } from './args.ts';
import { CliError, type ExitCode, exitCodes } from './exitCode.ts';
import { helps } from './help.ts';
import { record } from './record.ts';
import { replay } from './replay.ts';
import { Terminal } from './terminal.ts';
import { watch } from './watch.ts';

const { stdin, stdout, stderr } = process;

// The reader of the events is gone (`offhook watch | head`): that ends the command, it is no fault.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') stderr.write(`offhook: ${error.message}\n`);
  terminal.stop();
});
stderr.on('error', () => undefined);

const terminal = new Terminal({ input: stdin, output: stdout, error: stderr, env: { ...process.env } });
// It has been read; what this process starts need not know it.
delete process.env.OFFHOOK_SECRET;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    terminal.stop();
    // A second request to end does not wait for the goodbye.
    process.once(signal, () => process.exit(exitCodes.ok));
  });
}
process.on('uncaughtException', (error) => {
  stderr.write(`offhook: ${error.stack ?? error.message}\n`);
  process.exit(exitCodes.internal);
});

async function run(args: Args): Promise<ExitCode> {
  switch (args.command) {
    case 'help':
      stdout.write(helps[args.topic]);
      return exitCodes.ok;
    case 'version':
      stdout.write(`${packageJson.version}\n`);
      return exitCodes.ok;
    case 'watch':
      return watch(args, terminal);
    case 'record':
      return record(args, terminal);
    case 'replay':
      return replay(args, terminal);
  }
}

async function main(): Promise<ExitCode> {
  try {
    return await run(readArgs(process.argv.slice(2)));
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    const hint = error.exitCode === exitCodes.usage ? '\nTry offhook --help.' : '';
    terminal.say(`offhook: ${error.message}${hint}`);
    return error.exitCode;
  }
}

const code = await main();
await terminal.out.flushed();
process.exit(code);
