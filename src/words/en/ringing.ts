/** How a call that comes in is told: the ringing window, and the settings for it and for the panel's own window. */
export const ringing = {
  'ringing.title': 'Incoming call',
  'ringing.silence': 'Silence',
  'ringing.otherCaller': 'This caller has only just moved here. Press again.',
  'ringing.silenced': 'Offhook makes no sound for this call',
  'ringing.hide': 'Hide this window',

  'settings.section.ringing': 'Ringing',
  'settings.section.ringing.about':
    'Your phone rings as it always does. What Offhook adds to it for a call that comes in:',
  'settings.section.window': 'Window',
  'settings.ringNotification': 'Notification',
  'settings.ringNotification.hint': 'The one of your system; a click opens the panel at the call',
  'settings.ringWindow': 'Ringing window',
  'settings.ringWindow.hint':
    'A small window over all others with Answer and Decline; it never takes the keyboard. Not while you are in the panel',
  'settings.ringSound': 'Ring tone',
  'settings.ringSound.hint': 'On the computer. Not while you are talking',
  'settings.ring.always': 'Always',
  'settings.ring.exceptFullScreen': 'Not while a program fills the screen',
  'settings.ring.exceptPhoneRings': 'Not where my phone rings by itself',
  'settings.ring.exceptBoth': 'Neither while a program fills the screen nor where my phone rings',
  'settings.ring.never': 'Never',
  'settings.ring.fullScreen.hint':
    'On this system Offhook cannot see whether a program fills the screen: it takes it that none does.',
  'settings.phoneRings': 'My phone rings by itself',
  'settings.phoneRings.hint': 'Off: it is silent, or a headset that nobody hears ringing',
  'settings.ringVolume': 'Volume of the ring tone',
  'settings.ringDevice': 'Played on',
  'settings.ringDevice.usual': 'Where the system plays its sounds',
  'settings.ringDevice.gone': 'A device that is not connected now',
  'settings.ringDevice.unnamed': 'Device without a name',
  'settings.ringTone.play': 'Play the ring tone',
  'settings.ringTone.stop': 'Stop',
  'settings.closeToTray': 'Closing the panel leaves Offhook in the tray',
  'settings.closeToTray.hint':
    'Calls go on being told. Quit in the menu of its icon. Where there is no tray, closing the panel quits Offhook',
  'settings.alwaysOnTop': 'Keep the panel over all other windows',
} as const;
