import { app } from 'electron';
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { CtiEvent } from '../../src/cti/event.ts';
import type { SourceStatus } from '../../src/directory/sources.ts';
import type { HistoryStore } from '../../src/history/store/store.ts';
import type { directoryChannels } from '../../src/ipc/directory.ts';
import type { Base, Configured, Stopping } from '../base/base.ts';
import type { HandlersOf } from '../ipc/ipc.ts';
import type { KeyringPart } from '../keyring/keyringPart.ts';
import { DirectoryHost } from './directoryHost.ts';
import { fetchText } from './fetchText.ts';
import type { IdentifiedOf } from './party.ts';
import { Passwords } from './passwords.ts';
import { watchSource } from './watchSource.ts';

export interface DirectoryEvents {
  /** More is known of who has a number. */
  readonly known: [number: string];
}

export interface DirectoryPart extends Configured, Stopping {
  readonly identifiedOf: IdentifiedOf;
  readonly namedCall: DirectoryHost['namedCall'];
  readonly events: EventEmitter<DirectoryEvents>;
  readonly hear: (event: CtiEvent) => void;
  readonly search: DirectoryHost['search'];
  /** How the sources are doing. */
  readonly sources: () => readonly SourceStatus[];
  readonly handlers: HandlersOf<typeof directoryChannels>;
}

/** Who has which number, out of the sources of the settings. */
export function createDirectory(
  { edges, files, push, readFile, userData }: Base,
  { store, keyring }: { readonly store: HistoryStore; readonly keyring: KeyringPart },
): DirectoryPart {
  const events = new EventEmitter<DirectoryEvents>();
  const host = new DirectoryHost({
    edges,
    store,
    startReader: (source, known, access) =>
      new Worker(join(app.getAppPath(), 'out/main/directoryWorker.js'), {
        workerData: { source, known, access },
      }),
    passwords: new Passwords({ secretsIn: keyring.secretsIn, files, userData }),
    readFile,
    watch: (path, onChanged) => watchSource(path, onChanged, edges.log),
    fetchText,
    onKnown: (number) => events.emit('known', number),
    onContacts: () => push('directory:changed', null),
    onSources: (statuses) => push('directory:sourcesChanged', statuses),
  });
  keyring.events.on('opened', () => void host.readAgain());
  return {
    identifiedOf: (number) => host.identifiedOf(number),
    namedCall: (call) => host.namedCall(call),
    events,
    hear: (event) => host.hear(event),
    search: (text) => host.search(text),
    sources: () => host.sources,
    configure: (settings) => host.configure(settings),
    stop: () => host.stop(),
    handlers: {
      'directory:search': (text) => host.search(text),
      'directory:choose': (number, source, id) => host.choose(number, source, id),
      'directory:setPassword': (source, password) => host.setPassword(source, password),
      'directory:sources': () => host.sources,
    },
  };
}
