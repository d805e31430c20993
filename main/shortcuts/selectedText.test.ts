import { describe, expect, it } from 'vitest';
import { numberToDial } from './selectedText.ts';

const source = (selection: string, clipboard: string): { readText: (type?: string) => string } => ({
  readText: (type) => (type === 'selection' ? selection : clipboard),
});

describe('numberToDial', () => {
  it('takes what is selected before what was copied, where selections are handed out', () => {
    expect(numberToDial(source('101', '102'), 'linux')).toEqual({ ok: true, number: '101' });
    expect(numberToDial(source('101', '102'), 'win32')).toEqual({ ok: true, number: '102' });
  });

  it('takes what was copied where the selection has no number', () => {
    expect(numberToDial(source('a word', '102'), 'linux')).toEqual({ ok: true, number: '102' });
    expect(numberToDial(source('', '102'), 'linux')).toEqual({ ok: true, number: '102' });
  });

  it('says why there is none, of what the agent sees selected', () => {
    expect(numberToDial(source('101\n102', 'text'), 'linux')).toEqual({ ok: false, code: 'severalNumbers' });
    expect(numberToDial(source('', '12'), 'linux')).toEqual({ ok: false, code: 'tooShort' });
    expect(numberToDial(source('101', ''), 'darwin')).toEqual({ ok: false, code: 'empty' });
  });
});
