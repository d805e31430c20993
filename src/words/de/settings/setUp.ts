import type { Part } from '../../en/catalogue.ts';
import type { setUp as english } from '../../en/settings/setUp.ts';

export const setUp: Part<typeof english> = {
  'welcome.title': 'Willkommen bei Offhook',
  'welcome.about': 'Offhook telefoniert mit dem Telefon auf Ihrem Tisch. Wie möchten Sie beginnen?',
  'welcome.details': 'Ich habe die Zugangsdaten',
  'welcome.details.about': 'Telefonanlage, Konto und Nebenstelle, von Ihrer IT: drei kurze Fragen.',
  'welcome.file': 'Ich habe eine Datei von der IT',
  'welcome.file.about': 'Die Einstellungen eines Connectors (XML). Sie werden eingetragen, Sie prüfen sie.',
  'welcome.practise': 'Mit Übungsanrufen ausprobieren',
  'welcome.practise.about': 'Auf einer Telefonanlage in Offhook: Niemand wird angerufen, es kostet nichts.',

  'setUp.title': 'Offhook einrichten',
  'setUp.begin': 'Schritt für Schritt einrichten',
  'setUp.where': 'Offhook einrichten: Frage {at} von {of}',
  'setUp.pbx': 'Wo ist Ihre Telefonanlage?',
  'setUp.pbx.about': 'Über sie steuert Offhook Ihr Tischtelefon. Fragen Sie Ihre IT nach der Adresse.',
  'setUp.account': 'Wie meldet sich Offhook an?',
  'setUp.account.about': 'Mit dem Konto, das Ihre IT dafür angelegt hat, nicht mit Ihrem eigenen Passwort.',
  'setUp.line': 'Welches Telefon ist Ihres?',
  'setUp.line.about': 'Die interne Nummer (Nebenstelle) Ihres Tischtelefons.',
  'setUp.next': 'Weiter',
  'setUp.back': 'Zurück',
  'setUp.practise': 'Erst üben',
  'setUp.all': 'Alle Einstellungen',
  'setUp.loggingIn': 'Anmeldung läuft…',
  'setUp.greeting.asking': 'Die Telefonanlage wird gesucht…',
  'setUp.greeting.answers': 'Dort antwortet Asterisk.',
};
