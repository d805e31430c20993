import type { Part } from '../en/catalogue.ts';
import type { setUp as english } from '../en/setUp.ts';

export const setUp: Part<typeof english> = {
  'setUp.title': 'Offhook einrichten',
  'setUp.begin': 'Schritt für Schritt einrichten',
  'setUp.where': 'Offhook einrichten: Frage {at} von {of}',
  'setUp.pbx': 'Wo ist Ihre Telefonanlage?',
  'setUp.pbx.about': 'Über sie steuert Offhook Ihr Telefon. Ihre Administration kennt den Namen.',
  'setUp.account': 'Wie meldet sich Offhook dort an?',
  'setUp.account.about':
    'Mit dem Konto, das Ihre Administration dafür angelegt hat, nicht mit Ihrem eigenen Passwort.',
  'setUp.line': 'Welches Telefon ist Ihres?',
  'setUp.line.about': 'Das Telefon auf Ihrem Tisch, nach der Nummer, die man im Haus wählt.',
  'setUp.next': 'Weiter',
  'setUp.back': 'Zurück',
  'setUp.practise': 'Erst üben',
  'setUp.all': 'Alle Einstellungen',
  'setUp.loggingIn': 'Anmeldung läuft …',
  'setUp.greeting.asking': 'Die Telefonanlage wird gesucht …',
  'setUp.greeting.answers': 'Dort antwortet ein Asterisk.',
};
