const wanted = { audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true } };

/** Opened for a call and closed with it: one that stays open keeps a Bluetooth headset in its narrow band. `undefined`: there is none. */
export async function openMicrophone(): Promise<MediaStream | undefined> {
  try {
    return await navigator.mediaDevices.getUserMedia(wanted);
  } catch {
    return undefined;
  }
}

export function closeMicrophone(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

export async function hasMicrophone(): Promise<boolean> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.some(({ kind }) => kind === 'audioinput');
}
