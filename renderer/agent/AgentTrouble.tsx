import type { ReactNode } from 'react';
import { useModel, useView } from '../model/panelModel.ts';
import { TroubleNote } from '../line/Trouble.tsx';
import styles from './AgentTrouble.module.css';
import { agentPlace } from '../state/agentPlace.ts';

/** Why the agent's state could not be changed, right below where it was tried. */
export function AgentTrouble(): ReactNode {
  const { bridge, commands } = useModel();
  const trouble = useView(commands, (view) => view.troubles[agentPlace]);
  if (trouble === undefined) return null;
  return (
    <div className={styles.trouble}>
      <TroubleNote bridge={bridge} trouble={trouble} onDismiss={() => commands.forget(agentPlace)} />
    </div>
  );
}
