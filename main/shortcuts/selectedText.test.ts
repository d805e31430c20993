import { describe, expect, it } from 'vitest';
import type { NumberReading } from '../links/number.ts';
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
    ['101', '102', 'linux', { ok: true, number: '101' }],
    ['101', '102', 'win32', { ok: true, number: '102' }],
    // The selection has no number.
    ['a word', '102', 'linux', { ok: true, number: '102' }],
    ['', '102', 'linux', { ok: true, number: '102' }],
    // Neither has one: why is said of what the agent sees selected.
    ['101\n102', 'text', 'linux', { ok: false, code: 'severalNumbers' }],
    ['', '12', 'linux', { ok: false, code: 'tooShort' }],
    ['101', '', 'darwin', { ok: false, code: 'empty' }],
  ])('%j selected, %j copied, on %s', async (selection, clipboard, platform, reading) => {
    expect(await numberToDial(source(selection, clipboard), platform)).toEqual(reading);
  });
});
