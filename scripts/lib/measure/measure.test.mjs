import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { folderCircles, fullest, longFunctions, ratio, ratioOverAll, returnsAlong } from './measure.mjs';

const parsed = (file, text) => ({
  file,
  tree: ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true),
});

describe('figures of the structure', () => {
  it('name the fullest folder', () => {
    expect(fullest(['a/1.ts', 'a/2.ts', 'a/b/3.ts', 'c/4.ts'])).toEqual(['a', 2]);
  });

  it('find folders that import each other by way of others, types included, each circle once', () => {
    const sources = [
      parsed('a/1.ts', "import { x } from '../b/2.ts';"),
      parsed('b/2.ts', "import type { Y } from '../c/3.ts';\nimport './4.ts';\nimport fs from 'node:fs';"),
      parsed('c/3.ts', "export * from '../a/1.ts';"),
      parsed('d/5.ts', "import '../a/1.ts';"),
    ];
    expect(folderCircles(sources)).toEqual([['a', 'b', 'c']]);
    expect(folderCircles(sources.slice(0, 2))).toEqual([]);
  });

  it('count the returns of a walk: where it begins, and what it calls in its room', () => {
    const sources = [
      parsed('a/walk.ts', 'const table = { x: one, y: () => two() };\nfunction own() { return 1; }'),
      parsed('a/1.ts', 'export function one() { if (q) return; const f = () => { return 7; }; return; }'),
      parsed('a/2.ts', 'export function two() { other(); }\nfunction other() { return; }'),
      parsed('b/3.ts', 'export function own() { return; }'),
    ];
    expect(returnsAlong(sources, 'a/walk.ts', 'a/')).toBe(3);
  });

  it('count a folder and the one it lies in as two', () => {
    const sources = [parsed('a/1.ts', "import './b/2.ts';"), parsed('a/b/2.ts', "import '../3.ts';")];
    expect(folderCircles(sources)).toEqual([['a', 'a/b']]);
  });

  it('list functions that are too long by their lines, longest first', () => {
    const body = (lines) => `{${'\n'.repeat(lines - 1)}}`;
    const text = `function short() ${body(3)}\nconst long = () => ${body(5)};\nclass A { longer() ${body(6)} }`;
    expect(longFunctions([parsed('a.ts', text)], 4).map(({ name, lines }) => [name, lines])).toEqual([
      ['longer', 6],
      ['long', 5],
    ]);
  });

  it('hold lines of tests against lines of source', () => {
    const files = [
      { file: 'a/1.ts', text: '1\n2' },
      { file: 'a/1.test.ts', text: '1\n2\n3' },
      { file: 'ab/2.ts', text: '1' },
    ];
    expect(ratio(files, ['a'])).toBe(1.5);
    expect(ratio(files, ['none'])).toBe(0);
  });

  it('hold them for some rooms together, with tests that stand elsewhere', () => {
    const files = [
      { file: 'a/1.ts', text: '1\n2' },
      { file: 'b/2.ts', text: '1\n2' },
      { file: 'b/2.test.ts', text: '1' },
      { file: 'e2e/line/help.ts', text: '1\n2\n3' },
      { file: 'e2e/app/x.spec.ts', text: '1' },
    ];
    expect(ratio(files, ['a', 'b'])).toBe(0.25);
    expect(ratio(files, ['a', 'b'], ['e2e/line'])).toBe(1);
  });

  it('weigh the tests over all, those in a real window included', () => {
    const files = [
      { file: 'a/x.ts', text: '1\n2' },
      { file: 'a/x.test.ts', text: '1' },
      { file: 'e2e/x.spec.ts', text: '1\n2' },
      { file: 'e2e/help.ts', text: '1' },
    ];
    expect(ratioOverAll(files)).toBe(2);
    expect(ratioOverAll([])).toBe(0);
  });
});
