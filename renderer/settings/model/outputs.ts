/** Something that sounds. */
export interface Output {
  readonly id: string;
  readonly label: string;
}

type Devices = Pick<MediaDevices, 'enumerateDevices' | 'addEventListener' | 'removeEventListener'>;

/** The devices that the ring tone can be played on, and again when one is plugged in or out. @returns what ends it */
export function watchOutputs(devices: Devices, onOutputs: (outputs: readonly Output[]) => void): () => void {
  let stopped = false;
  const look = (): void => {
    devices.enumerateDevices().then(
      (all) => {
        if (!stopped) onOutputs(outputsIn(all));
      },
      // None to choose from: the system's own remains.
      () => undefined,
    );
  };
  devices.addEventListener('devicechange', look);
  look();
  return () => {
    stopped = true;
    devices.removeEventListener('devicechange', look);
  };
}

/** `default` and `communications` stand for other devices of the list. */
function outputsIn(all: readonly Pick<MediaDeviceInfo, 'deviceId' | 'kind' | 'label'>[]): readonly Output[] {
  return all
    .filter(
      ({ deviceId, kind }) => kind === 'audiooutput' && !['', 'default', 'communications'].includes(deviceId),
    )
    .map(({ deviceId, label }) => ({ id: deviceId, label }));
}
