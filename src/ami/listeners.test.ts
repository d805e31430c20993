import { expect, test, vi } from 'vitest';
import { Listeners } from './listeners.ts';

test('a listener that throws is reported, and the others still hear', () => {
  const onError = vi.fn();
  const listeners = new Listeners<number>(onError);
  const error = new Error('broken');
  const heard: number[] = [];
  listeners.add(() => {
    throw error;
  });
  listeners.add((value) => heard.push(value));
  listeners.emit(1);
  listeners.emit(2);
  expect(heard).toEqual([1, 2]);
  expect(onError.mock.calls).toEqual([[error], [error]]);
});

test('one that was taken away hears nothing more, even within the same event', () => {
  const listeners = new Listeners<number>(vi.fn());
  const heard: string[] = [];
  const listen = (): number => heard.push('twice');
  const removeFirst = listeners.add(listen);
  listeners.add(() => removeLast());
  const removeLast = listeners.add(() => heard.push('never'));
  listeners.add(listen);
  listeners.emit(1);
  removeFirst();
  removeFirst();
  listeners.emit(2);
  expect(heard).toEqual(['twice', 'twice', 'twice']);
});
