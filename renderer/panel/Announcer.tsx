import { type ReactNode, useEffect, useState } from 'react';
import { type Announcement, announcements } from '../line/announcement.ts';
import { Hidden } from '../parts/Hidden.tsx';
import { useModel } from '../model/panelModel.ts';

interface Said {
  readonly text: string;
  readonly serial: number;
}

const silent: Said = { text: '', serial: 0 };

/** Speaks to a screen reader: the phone rings (at once), a call or the link changes (when there is a pause). */
export function Announcer(): ReactNode {
  const { line } = useModel();
  const [said, setSaid] = useState<Readonly<Record<Announcement['urgency'], Said>>>({
    alert: silent,
    status: silent,
  });
  useEffect(
    () =>
      line.subscribe((view, previous) => {
        // What stood before the window was opened is on the screen, not news.
        if (previous.status !== 'live') return;
        for (const { urgency, text } of announcements(previous, view)) {
          setSaid((now) => ({ ...now, [urgency]: { text, serial: now[urgency].serial + 1 } }));
        }
      }),
    [line],
  );
  return (
    <>
      <div role="alert">
        <Hidden key={said.alert.serial}>{said.alert.text}</Hidden>
      </div>
      <div role="status">
        <Hidden key={said.status.serial}>{said.status.text}</Hidden>
      </div>
    </>
  );
}
