import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isFact } from './facts.ts';
import { filledArguments, readProgram } from './program.ts';

const isKnown = (name: string): boolean => isFact(name, []);

function argumentsOf(command: readonly string[], facts: Record<string, string>): readonly string[] {
  const read = readProgram(command, isKnown);
  if (!read.ok) throw new Error(read.fault.code);
  return filledArguments(read.program, facts);
}

it('gets each value inside one argument', () => {
  expect(
    argumentsOf(['/opt/crm/open', '--number={number}', '{name}', 'a b', ''], {
      number: '-1 "x"',
      name: 'O\'Neill & "Sons"; rm -rf $HOME',
    }),
  ).toEqual(['--number=-1 "x"', 'O\'Neill & "Sons"; rm -rf $HOME', 'a b', '']);
});

it.each([
  [['crm', '{number}'], { entry: 0, code: 'notAbsolute' }],
  [[], { entry: 0, code: 'notAbsolute' }],
  [['/opt/crm/', '{number}'], { entry: 0, code: 'notAbsolute' }],
  [['/opt/crm', 'x', '{numbr}'], { entry: 2, code: 'unknownPlaceholder' }],
  [['/opt/crm', '{'], { entry: 1, code: 'strayBrace' }],
] as const)('%j is refused', (command, fault) => {
  expect(readProgram(command, isKnown)).toEqual({ ok: false, fault });
});

it.each(['/opt/crm/open', 'C:\\Program Files\\CRM\\crm.exe', '\\\\server\\share\\crm.exe'])(
  '%s is a path',
  (path) => {
    expect(readProgram([path], isKnown).ok).toBe(true);
  },
);

it('takes no value for an option', () => {
  expect(argumentsOf(['/c', '{name}', '{name}{number}'], { name: '--exec=sh', number: '-1' })).toEqual([
    'exec=sh',
    'exec=sh-1',
  ]);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const [own = '', given] = argumentsOf(['/c', '{name}', '-n{name}'], { name });
      expect(own).not.toMatch(/^[-/@]/);
      expect(given).toBe(`-n${name}`);
    }),
  );
});
