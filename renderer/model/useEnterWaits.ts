import type { Call } from '../../src/cti/call.ts';
import { useModel, useView } from './panelModel.ts';
import { enterDeed } from '../press/enter.ts';

/** Enter is for the number that is being typed; this call, which rings meanwhile, is answered by the next one. */
export function useEnterWaits({ id }: Call): boolean {
  const { calls, dial, line, second } = useModel();
  const standing = useView(line, (view) => view.line.calls);
  const picked = useView(calls, (view) => view.picked);
  const question = useView(second, (view) => view.question);
  const typed = useView(dial, (view) => view);
  const deed = enterDeed({ calls: standing, picked, dial: typed, question });
  return (deed.kind === 'dial' && deed.ringing?.id === id) || typed.answersAgain === id;
}
