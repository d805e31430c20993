/** How an incoming call is shown and heard: the ringing window, the mini window, and the settings for them and for the panel's own window. */
export const ringing = {
  'ringing.title': 'Incoming call',
  'ringing.silence': 'Silence',
  'ringing.otherCaller': 'This caller has only just moved here. Press again.',
  'ringing.silenced': 'Offhook makes no sound for this call',
  'ringing.hide': 'Hide this window',

  'mini.title': 'Current calls',
  'mini.openPanel': 'Open the panel',
  'mini.move': 'Drag to move',
  'mini.justMoved': 'Only just moved here. Press again.',

  'settings.section.ringing': 'Ringing',
  'settings.section.ringing.about': 'Your phone rings as always. What Offhook adds for an incoming call:',
  'settings.section.window': 'Window',
  'settings.ringNotification': 'Notification',
  'settings.ringNotification.hint': 'Your system’s own; a click opens the panel at the call',
  'settings.ringWindow': 'Ringing window',
  'settings.ringWindow.hint':
    'A small window on top of all others with Answer and Decline; it never takes the keyboard. Not while you use the panel',
  'settings.ringSound': 'Ring tone',
  'settings.ringSound.hint': 'On the computer. Not while you are talking',
  'settings.ring.always': 'Always',
  'settings.ring.exceptFullScreen': 'Not while a program fills the screen',
  'settings.ring.exceptPhoneRings': 'Not if my phone rings',
  'settings.ring.exceptBoth': 'Not while a program fills the screen, and not if my phone rings',
  'settings.ring.never': 'Never',
  'settings.ring.fullScreen.hint':
    'On this system Offhook cannot see whether a program fills the screen, so it assumes that none does.',
  'settings.phoneRings': 'My phone rings',
  'settings.phoneRings.hint': 'Off: it is silent, or it is a headset that you do not hear ringing',
  'settings.ringVolume': 'Volume of the ring tone',
  'settings.ringDevice': 'Played on',
  'settings.ringDevice.usual': 'The system’s default device',
  'settings.ringDevice.gone': 'A device that is not connected',
  'settings.ringDevice.unnamed': 'Device without a name',
  'settings.ringTone.play': 'Play the ring tone',
  'settings.ringTone.stop': 'Stop',
  'settings.miniWindow': 'Mini window during calls',
  'settings.miniWindow.hint':
    'While the panel is not in front: who you are talking to and for how long, with Hold, Mute and Hang up, on top of all other windows. It never takes the keyboard; drag it where you want it',
  'settings.closeToTray': 'Closing the panel keeps Offhook in the tray',
  'settings.closeToTray.hint':
    'You still see calls. To quit, use the menu of the tray icon. Without a tray, closing the panel quits Offhook',
  'settings.alwaysOnTop': 'Keep the panel on top of all other windows',
} as const;
