import type { Settings } from './schema.ts';

/** What somebody has to tell before there is a line: where the phone system is, who logs in there, and which phone is theirs. */
export const setUpQuestions = ['pbx', 'account', 'line'] as const;
export type SetUpQuestion = (typeof setUpQuestions)[number];

/** The questions that neither the agent nor, for everyone on the computer, the administrator has answered yet. */
export function openQuestions(
  settings: Settings,
  locked: Partial<Settings>,
  hasSecret: boolean,
): readonly SetUpQuestion[] {
  const { url, userName, extension, filePath } = settings;
  if (filePath !== '') return [];
  const isOpen: Readonly<Record<SetUpQuestion, boolean>> = {
    pbx: url === '' && !('url' in locked),
    account: (userName === '' && !('userName' in locked)) || !hasSecret,
    line: extension === '' && !('extension' in locked),
  };
  // An administrator who locks it to be empty wants the practice phone system.
  if (url === '' && 'url' in locked) return [];
  return setUpQuestions.filter((question) => isOpen[question]);
}
