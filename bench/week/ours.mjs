// @ts-check
/** What the bench of a week uses of ours; built into out/bench. */
export { BusyWeek } from '../../main/testing/busyWeek.ts';
export { HistoryRecorder } from '../../src/history/recorder.ts';
