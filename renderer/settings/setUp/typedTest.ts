import { useEffect } from 'react';
import { useForm, useSettings } from '../model/context.ts';
import { errorsIn } from '../model/check.ts';
import { typedMs } from './greeting.ts';

/** Runs the connection test as soon as all that it needs is typed, and again when what was typed has changed. */
export function useTypedTest(isWanted: boolean): void {
  const { model } = useSettings();
  const { values, view } = useForm();
  const of = JSON.stringify(values);
  const isTryable = isWanted && values.url.trim() !== '' && Object.keys(errorsIn(values, view)).length === 0;
  useEffect(() => {
    if (!isTryable) return;
    const timer = setTimeout(model.test, typedMs);
    return () => clearTimeout(timer);
  }, [model, of, isTryable]);
}
