/** Why nothing is written. */
export type HistoryFault = 'diskFull' | 'notWritable' | 'locked' | 'damaged' | 'failed';

/** The history has no file at present. */
export class HistoryError extends Error {
  readonly fault: HistoryFault;
  constructor(fault: HistoryFault, detail: string) {
    super(detail);
    this.fault = fault;
  }
}

const faults: Readonly<Record<number, HistoryFault>> = {
  5: 'locked',
  6: 'locked',
  8: 'notWritable',
  11: 'damaged',
  13: 'diskFull',
  14: 'notWritable',
  26: 'damaged',
};

/** @param sqlite SQLite's primary error code */
export function faultOf(sqlite: number | undefined, system: string | undefined): HistoryFault {
  if (sqlite !== undefined && faults[sqlite] !== undefined) return faults[sqlite];
  if (system === 'ENOSPC' || system === 'EDQUOT') return 'diskFull';
  return system === 'EACCES' || system === 'EROFS' || system === 'EPERM' || system === 'ENOTDIR'
    ? 'notWritable'
    : 'failed';
}
