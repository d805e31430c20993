import { type ReactNode, useEffect, useState } from 'react';
import { type HotkeyName, hotkeyNames, type HotkeyStates } from '../../../src/ipc/hotkeys.ts';
import { tell } from '../../parts/bridge.ts';
import { HotkeyRow } from '../rows/HotkeyRow.tsx';
import { useForm, useSettings } from '../model/context.ts';
import { hotkeyFields, hotkeysOf } from '../model/hotkeys.ts';

/** The keys that work while another program is in front, and whether each can be had. */
export function HotkeyRows(): ReactNode {
  const { bridge } = useSettings();
  const { values } = useForm();
  const [states, setStates] = useState<HotkeyStates>();
  const [recording, setRecording] = useState<HotkeyName>();
  const wished = JSON.stringify(hotkeysOf(values));
  useEffect(() => {
    let current = true;
    bridge.request('hotkeys:probe', JSON.parse(wished) as ReturnType<typeof hotkeysOf>).then(
      (found) => {
        if (current) setStates(found);
      },
      // Without an answer nothing is said of them.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [bridge, wished]);
  const record = (name: HotkeyName | undefined): void => {
    setRecording(name);
    tell(bridge.request('hotkeys:pause', name !== undefined), () => undefined);
  };
  return (
    <>
      {hotkeyNames.map((name) => (
        <HotkeyRow
          key={name}
          name={name}
          field={hotkeyFields[name]}
          state={states?.[name]}
          recording={recording === name}
          onRecord={(on) => record(on ? name : undefined)}
        />
      ))}
    </>
  );
}
