import { exitCodes } from './exitCode.ts';

const exits = `Exit codes: ${exitCodes.ok} ended as asked, ${exitCodes.internal} internal error, ${exitCodes.usage} wrong use, ${exitCodes.connection} no usable connection, ${exitCodes.file} file problem.`;

const line = `  --line NUMBER          the line's extension, e.g. 101
  --device NAME          its phone as Asterisk names it, e.g. PJSIP/101`;

const connection = `  --host NAME            the PBX's manager interface
  --port NUMBER          its port (default 5038, with --tls 5039)
  --user NAME            the manager account
${line}
  --context NAME         dial-plan context of dialled numbers (default from-internal)
  --parking-lot NAME     context of the parking spaces (default parkedcalls)
  --agent-name NAME      shown to the person you call, if the PBX passes it on
  --no-auto-answer       do not ask the phone to pick up automatically
  --tls                  encrypt the connection; the certificate is always checked
  --ca FILE              trust the private certificate authority in FILE (PEM), too; implies --tls

The secret comes from the environment variable OFFHOOK_SECRET, or else from the first line of standard
input; on a terminal you are asked for it, and it is not shown. It is never an argument: every user of the
computer can see arguments.`;

const streams = `Standard output is JSON lines: one for each CtiEvent of the line, and one for each answer to a command. All
other text goes to standard error.

Standard input takes CtiCommands, one JSON object per line:
  {"id":1,"type":"MakeCall","number":"201"}     {"id":2,"type":"HoldCall","callId":"..."}
Types are MakeCall, AnswerCall, HoldCall, ResumeCall and DropCall; "id" is yours and comes back with the answer:
  {"type":"CommandResult","id":1,"command":"MakeCall","status":"done","callId":"..."}
Status is done, refused (with "code" and "message") or timedOut (with "afterMs"). A line that is not a command
does nothing and gets the answer {"type":"CommandError",...}. The end of standard input ends nothing.`;

export const helps = {
  general: `Offhook on the command line: the engine of the panel without its window.

Usage: offhook COMMAND [OPTIONS]

Commands:
  watch     report what happens on a line, and carry out commands
  replay    report what a recorded session contains for a line
  record    watch, and save all bytes of the session in files

offhook COMMAND --help shows the options of a command.
  --help, -h     this text
  --version, -V  the version

${exits}
`,

  watch: `Reports what happens on a line as JSON lines, and carries out commands from standard input.

Usage: offhook watch --host HOST --user USER --line 101 --device PJSIP/101 [OPTIONS]

Options:
${connection}
  --retry                keep trying when the first attempt to connect fails; later losses are always retried

${streams}

It ends on Ctrl+C (SIGINT), SIGTERM or SIGHUP, when its output is closed, and when it cannot continue: the account is
rejected, or is not allowed to see calls.

${exits}
`,

  replay: `Reports what a recorded session contains for a line, as JSON lines.

Usage: offhook replay FILE --line 101 --device PJSIP/101 [OPTIONS]

FILE is the server's side of a recording (NAME.server.txt). The file NAME.timing.jsonl beside it has the times; without it
everything arrives at once.

Options:
${line}
  --realtime             at the recorded speed (needs the timing file), with the current time;
                         otherwise at once, with times in ms from the start of the recording
  --ring-on-dial         report RingStarted when the phone is dialled, not when it rings

${exits}
`,

  record: `As watch, and saves all bytes of the session in files.

Usage: offhook record --out DIR --host HOST --user USER --line 101 --device PJSIP/101 [OPTIONS]

Options:
  --out DIR              folder for the files; created if missing. Existing files are never overwritten
${connection}

It writes server.txt (what the PBX sent), client.txt (what was sent to it; secret and challenge key masked) and
timing.jsonl (which bytes arrived when). During recording their names end in .part; a file without it is complete.
It ends as watch does, and when the connection is lost: a recording is one session. offhook replay DIR/server.txt plays it.

A recording contains names and numbers of callers. Check it before you share it.

${streams}

${exits}
`,
} as const;
