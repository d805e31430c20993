import type { Part } from '../en/catalogue.ts';
import type { ringing as english } from '../en/ringing.ts';

export const ringing = {
  'ringing.title': 'Eingehender Anruf',
  'ringing.silence': 'Klingeln aus',
  'ringing.otherCaller': 'Dieser Anruf ist gerade erst hierher gerückt. Bitte noch einmal drücken.',
  'ringing.silenced': 'Für diesen Anruf klingelt Offhook nicht',
  'ringing.hide': 'Dieses Fenster ausblenden',
  'mini.title': 'Laufende Anrufe',
  'mini.openPanel': 'Panel öffnen',
  'mini.move': 'Zum Verschieben ziehen',
  'mini.justMoved': 'Gerade erst hierher gerückt. Noch einmal drücken.',
  'settings.section.ringing': 'Klingeln',
  'settings.section.ringing.about':
    'Ihr Telefon klingelt wie immer. Was Offhook bei einem eingehenden Anruf zusätzlich tut:',
  'settings.section.window': 'Fenster',
  'settings.ringNotification': 'Benachrichtigung',
  'settings.ringNotification.hint': 'Die Ihres Systems; ein Klick öffnet das Panel bei diesem Anruf',
  'settings.ringWindow': 'Klingelfenster',
  'settings.ringWindow.hint':
    'Ein kleines Fenster über allen anderen mit Annehmen und Ablehnen; Sie können dabei weitertippen. Nicht, während Sie das Panel benutzen',
  'settings.ringSound': 'Klingelton',
  'settings.ringSound.hint': 'Am Computer. Nicht, während Sie sprechen',
  'settings.ring.always': 'Immer',
  'settings.ring.exceptFullScreen': 'Nicht, wenn ein Programm den Bildschirm füllt',
  'settings.ring.exceptPhoneRings': 'Nicht, wenn mein Telefon klingelt',
  'settings.ring.exceptBoth': 'Weder bei Vollbild noch wenn mein Telefon klingelt',
  'settings.ring.never': 'Nie',
  'settings.ring.fullScreen.hint':
    'Auf diesem System kann Offhook nicht sehen, ob ein Programm den Bildschirm füllt: Es geht davon aus, dass keines es tut.',
  'settings.phoneRings': 'Mein Telefon klingelt',
  'settings.phoneRings.hint': 'Aus: Es ist stumm, oder es ist ein Headset, dessen Klingeln Sie nicht hören',
  'settings.ringVolume': 'Lautstärke des Klingeltons',
  'settings.ringDevice': 'Ausgabe über',
  'settings.ringDevice.usual': 'Standardgerät des Systems',
  'settings.ringDevice.gone': 'Ein Gerät, das nicht angeschlossen ist',
  'settings.ringDevice.unnamed': 'Gerät ohne Namen',
  'settings.ringTone.play': 'Klingelton anhören',
  'settings.ringTone.stop': 'Anhalten',
  'settings.miniWindow': 'Minifenster bei Anrufen',
  'settings.miniWindow.hint':
    'Solange das Panel nicht im Vordergrund ist: mit wem und wie lange Sie sprechen, dazu Halten, Stumm und Auflegen, über allen anderen Fenstern. Es nimmt nie die Tastatur und lässt sich verschieben',
  'settings.closeToTray': 'Beim Schließen des Panels bleibt Offhook im Infobereich',
  'settings.closeToTray.hint':
    'Sie sehen Anrufe weiterhin. „Beenden“ steht im Menü des Symbols. Ohne Infobereich beendet das Schließen Offhook',
  'settings.alwaysOnTop': 'Panel immer im Vordergrund halten',
} as const satisfies Part<typeof english>;
