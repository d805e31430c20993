import type { GroupName, Section } from '../model/entry.ts';
import { outline } from '../sections/outline.ts';

interface Group {
  readonly group: GroupName;
  readonly sections: readonly Section[];
  /** Which of all sections its first one is. */
  readonly first: number;
}

const of = (group: GroupName): readonly Section[] => outline.filter((section) => section.group === group);

/** The sections by whose matters they are, the agent's first. */
export const grouped: readonly Group[] = [
  { group: 'you', sections: of('you'), first: 0 },
  { group: 'administrator', sections: of('administrator'), first: of('you').length },
];
