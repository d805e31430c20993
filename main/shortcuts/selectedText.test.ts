import { describe, expect, it } from 'vitest';
import type { NumberReading } from '../../src/cti/number/number.ts';
import { numberToDial, type TextSource } from './selectedText.ts';

const earlier = (selection: string, clipboard: string): TextSource => ({
  readText: (type) => (type === 'selection' ? selection : clipboard),
});
const later = (selection: string, clipboard: string): TextSource => ({
  readText: () => Promise.resolve(clipboard),
  selection: { readText: () => Promise.resolve(selection) },
});

describe.each([
  ['of earlier Electrons', earlier],
  ['of later Electrons', later],
])('numberToDial with the clipboard %s', (_title, source) => {
  it.each<[string, string, string, NumberReading]>([
    ['101', '102', 'linux', { kind: 'extension', number: '101' }],
    ['101', '102', 'win32', { kind: 'extension', number: '102' }],
    // The selection has no number.
    ['a word', '102', 'linux', { kind: 'extension', number: '102' }],
    ['', '102', 'linux', { kind: 'extension', number: '102' }],
    // Neither has one: why is said of what the agent sees selected.
    ['+49 30 CALL ME', 'text', 'linux', { kind: 'refused', code: 'letters', at: 7 }],
    // Which is meant, the agent says.
    ['101\n102', '103', 'linux', { kind: 'several', numbers: [{ number: '101' }, { number: '102' }] }],
    ['*21#', '', 'linux', { kind: 'refused', code: 'tooShort', at: 0 }],
    ['', '12', 'linux', { kind: 'refused', code: 'tooShort', at: 0 }],
    ['101', '', 'darwin', { kind: 'refused', code: 'empty', at: 0 }],
  ])('%j selected, %j copied, on %s', async (selection, clipboard, platform, reading) => {
    expect(await numberToDial(source(selection, clipboard), platform)).toEqual(reading);
  });
});
