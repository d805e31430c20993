/**
 * Technologies of channels that serve the PBX: they play, record or carry media, and no person talks through them. They enter bridges
 * as parties do, often before them. The source in brackets is the channel driver (`ast_channel_tech.type`).
 */
const serviceTechnologies: Readonly<Record<string, string>> = {
  Announcer: 'plays into a bridge for ARI (bridge_media in core: chan_bridge_media.c)',
  AsyncGoto: 'Asterisk 11: takes a channel out of a bridge (pbx.c, ast_async_goto)',
  AudioSocket: 'hands the sound to a program (chan_audiosocket.c)',
  Bridge:
    'Asterisk 11: mixes announcements into a ConfBridge, or takes a channel to be bridged (chan_bridge.c, features.c)',
  CBAnn: 'announcements of a ConfBridge (conf_chan_announce.c)',
  CBRec: 'recorder of a ConfBridge (conf_chan_record.c)',
  ConfBridgeRecorder: 'Asterisk 11: recorder of a ConfBridge (app_confbridge.c)',
  Message: 'executes the dial plan for text messages (message.c)',
  MulticastRTP: 'pages to many phones at once (chan_rtp.c)',
  Parked: 'Asterisk 11: takes a channel to its parking space (features.c)',
  Recorder: 'records a bridge for ARI (chan_bridge_media.c)',
  Snoop: 'listens to or whispers into a channel for ARI (res_stasis_snoop.c)',
  Surrogate: 'stands for a channel that has been taken over by another one',
  UnicastRTP: 'external media of ARI (chan_rtp.c)',
  WebSocket: 'hands the sound to a program (chan_websocket.c)',
};

/** Serves the PBX: never a party of a call. */
export function isServiceChannel(name: string): boolean {
  const [technology = '', resource = ''] = name.split('/', 2);
  // MeetMe and ChanSpy open a pseudo channel of the hardware driver for mixing (chan_dahdi.c).
  return (
    Object.hasOwn(serviceTechnologies, technology) ||
    (technology === 'DAHDI' && resource.startsWith('pseudo-'))
  );
}
