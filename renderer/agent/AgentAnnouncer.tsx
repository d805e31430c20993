import { type ReactNode, useEffect, useState } from 'react';
import { useModel } from '../model/panelModel.ts';
import { Hidden } from '../parts/Hidden.tsx';
import { agentTold } from './announcement.ts';

/** Speaks to a screen reader of the agent's state, when there is a pause. */
export function AgentAnnouncer(): ReactNode {
  const { line } = useModel();
  const [said, setSaid] = useState({ text: '', serial: 0 });
  useEffect(
    () =>
      line.subscribe((view, previous) => {
        // What stood before the window was opened is on the screen, not news.
        if (previous.status !== 'live' || previous.line === view.line) return;
        const text = agentTold(previous.line, view.line, line.now()).join('. ');
        if (text !== '') setSaid(({ serial }) => ({ text, serial: serial + 1 }));
      }),
    [line],
  );
  return (
    <div role="status">
      <Hidden key={said.serial}>{said.text}</Hidden>
    </div>
  );
}
