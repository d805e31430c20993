import { describe, expect, it } from 'vitest';
import { added } from './list.ts';

describe('what is typed into a list', () => {
  it.each([
    ['500', ['support', '500']],
    ['  500 ', ['support', '500']],
    ['500, 501; sales\n502', ['support', '500', '501', 'sales', '502']],
    ['support', ['support']],
    ['500 500', ['support', '500']],
    [' , ', ['support']],
    ['', ['support']],
  ])('%j makes of queues %j', (typed, list) => {
    expect(added('queues', ['support'], typed)).toEqual(list);
  });

  it('is one reason, whatever stands in it', () => {
    expect(added('pauseReasons', ['Lunch'], ' Break, short; paid ')).toEqual(['Lunch', 'Break, short; paid']);
  });

  it('is several extensions where several are pasted', () => {
    expect(added('colleagues', [], '102 103')).toEqual(['102', '103']);
  });
});
