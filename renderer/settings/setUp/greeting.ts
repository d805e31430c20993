import { useEffect, useState } from 'react';
import type { LinkFault } from '../../../src/cti/link.ts';
import type { SettingsDraft, SetUpQuestion } from '../../../src/ipc/settings.ts';
import { useForm, useSettings } from '../model/context.ts';
import { errorsIn } from '../model/check.ts';
import { draftOf } from '../model/values.ts';

/** What is known of the phone system that was named. */
export type GreetingState =
  | { readonly state: 'asking' | 'answers' | 'broken' }
  | { readonly state: 'failed'; readonly fault: LinkFault };

/** Who stops typing for this long has something to be tried. */
export const typedMs = 700;

interface UsedGreeting {
  readonly state: GreetingState | undefined;
  readonly isLoggingIn: boolean;
  /** Tries the account, once: a phone system may lock out who tries too often. Resolves to whether it was taken, or cannot be tried now. */
  readonly logIn: () => Promise<boolean>;
  readonly forget: () => void;
}

/** Asks the phone system that is being typed whether it is there, and whether it takes the account. */
export function useGreeting(question: SetUpQuestion): UsedGreeting {
  const { bridge } = useSettings();
  const { values, view } = useForm();
  const [told, setTold] = useState<{ readonly of: string; readonly state: GreetingState }>();
  const [isLoggingIn, setLoggingIn] = useState(false);
  const draft = JSON.stringify(draftOf(values));
  const of = `${question} ${draft}`;
  const errors = errorsIn(values, view);
  const isTryable =
    question === 'pbx' &&
    values.url.trim() !== '' &&
    !('url' in errors || 'port' in errors || 'tlsCaFile' in errors);

  useEffect(() => {
    if (!isTryable) return;
    let isOver = false;
    const tell = (state: GreetingState): void => {
      if (!isOver) setTold({ of, state });
    };
    const timer = setTimeout(() => {
      tell({ state: 'asking' });
      bridge.request('settings:greet', JSON.parse(draft) as SettingsDraft, false).then(
        (greeting) => tell(greeting.state === 'failed' ? greeting : { state: 'answers' }),
        () => tell({ state: 'broken' }),
      );
    }, typedMs);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [bridge, draft, of, isTryable]);

  const logIn = async (): Promise<boolean> => {
    setLoggingIn(true);
    try {
      const greeting = await bridge.request('settings:greet', draftOf(values), true);
      if (greeting.state !== 'failed') return true;
      setTold({ of, state: greeting });
      return !isOfAccount(greeting.fault);
    } catch {
      setTold({ of, state: { state: 'broken' } });
      return false;
    } finally {
      setLoggingIn(false);
    }
  };
  return {
    state: told?.of === of ? told.state : undefined,
    isLoggingIn,
    logIn,
    forget: () => setTold(undefined),
  };
}

/** Another account could mend it; a phone system that cannot be reached just now is no reason to stay at the question. */
function isOfAccount({ code }: LinkFault): boolean {
  return code === 'loginRefused' || code === 'secretMissing' || code === 'keyringLocked';
}
