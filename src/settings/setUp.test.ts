import { describe, expect, it } from 'vitest';
import { defaultSettings, type Settings } from './schema.ts';
import { openQuestions, type SetUpQuestion } from './setUp.ts';

describe('the questions of the first start', () => {
  it.each<[string, Partial<Settings>, Partial<Settings>, boolean, readonly SetUpQuestion[]]>([
    ['nothing', {}, {}, false, ['pbx', 'account', 'line']],
    ['everything', { url: 'pbx', userName: 'panel', extension: '101' }, {}, true, []],
    ['all but the secret', { url: 'pbx', userName: 'panel', extension: '101' }, {}, false, ['account']],
    ['the secret alone', {}, {}, true, ['pbx', 'account', 'line']],
    ['phone system and account', { url: 'pbx', userName: 'panel' }, {}, true, ['line']],
    ['a locked phone system', { url: 'pbx' }, { url: 'pbx' }, false, ['account', 'line']],
    ['that there is only practice', {}, { url: '' }, false, []],
    ['a recording', { filePath: '/tmp/recording.txt' }, {}, false, []],
  ])('are what is open where the administrator decided %s', (_what, settings, locked, hasSecret, open) => {
    expect(openQuestions({ ...defaultSettings, ...settings }, locked, hasSecret)).toEqual(open);
  });
});
