import type { Clock, LogEntry } from '../../src/world/edges.ts';
import type { ShowNote, ShownNote } from './noteBoard.ts';

export interface PatientNotesOptions {
  readonly show: ShowNote;
  /** Whether the system's notification server answers; never rejects. */
  readonly answers: () => Promise<boolean>;
  readonly clock: Clock;
  readonly log: (entry: LogEntry) => void;
}

/** A notification that could not be withdrawn would stay when the server comes back: it is tried again after this, ms. */
const retryMs = 5_000;
const triesMax = 120;

/** Notifications that do not wait: while the server does not answer they are left out, and nothing is asked of it. */
export function patientNotes({ show, answers, clock, log }: PatientNotesOptions): ShowNote {
  const withdraw = async (shown: ShownNote, tries: number): Promise<void> => {
    if (await answers()) shown.withdraw();
    else if (tries > 0) clock.setTimeout(() => void withdraw(shown, tries - 1), retryMs);
  };
  return (note) => {
    let isWanted = true;
    let shown: ShownNote | undefined;
    const present = async (): Promise<void> => {
      const isAnswering = await answers();
      if (!isAnswering) log({ level: 'warn', what: 'notification left out', kind: note.kind });
      else if (isWanted) shown = show(note);
    };
    void present();
    return {
      withdraw: () => {
        isWanted = false;
        if (shown !== undefined) void withdraw(shown, triesMax);
      },
    };
  };
}
