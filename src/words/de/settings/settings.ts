import type { Part } from '../../en/catalogue.ts';
import type { settings as english } from '../../en/settings/settings.ts';

export const settings = {
  'settings.title': 'Offhook-Einstellungen',
  'settings.intro.practice':
    'Offhook verwendet seine Übungsanlage. Tragen Sie hier Ihre eigene ein; Ihre IT kennt die Werte.',
  'settings.switchedOff': 'Auf diesem Computer abgeschaltet: {what}',
  'settings.search': 'Einstellungen durchsuchen',
  'settings.search.example': 'Suchen',
  'settings.search.clear': 'Suche löschen',
  'settings.search.results': 'Gefundene Einstellungen',
  'settings.search.count': { one: '{count} Einstellung gefunden', other: '{count} Einstellungen gefunden' },
  'settings.search.none': 'Keine Einstellung zu „{query}“ gefunden.',
  'settings.search.none.hint': 'Versuchen Sie es mit einem kürzeren oder einem anderen Wort.',
  'settings.search.section': 'Bereich',
  'settings.index': 'Bereiche',
  'settings.index.choose': 'Zum Bereich',
  'settings.group.you': 'Persönlich',
  'settings.group.you.about': 'So arbeiten Sie mit Offhook.',
  'settings.group.administrator': 'Administration',
  'settings.group.administrator.about':
    'Wird meist einmal für die Telefonanlage eingestellt. Ihre IT kennt die Werte.',
  'settings.section.pbx': 'Telefonanlage',
  'settings.section.line': 'Ihr Anschluss',
  'settings.section.calls': 'Anrufe',
  'settings.section.queues': 'Warteschlangen',
  'settings.section.queues.about':
    'Warteschlangen, denen die Telefonanlage Sie zugeordnet hat, erscheinen immer. Ihren Status stellen Sie im Panel ein.',
  'settings.section.colleagues': 'Kollegen',
  'settings.section.controls': 'Wie Offhook das Telefon steuert',
  'settings.section.controls.about':
    'Das hängt von der Telefonanlage und Ihrem Telefon ab. „Automatisch“ nimmt den besten Weg, der funktioniert; der Verbindungstest zeigt, welcher es ist.',
  'settings.section.advanced': 'Erweitert',
  'settings.section.advanced.about': 'Selten nötig. Die Namen sind die der Connector-Einstellungen.',

  'settings.url': 'Server',
  'settings.url.hint': 'Name oder Adresse des Asterisk-Servers',
  'settings.url.example': 'pbx.example.org',
  'settings.port': 'Port',
  'settings.port.hint': '5038, mit TLS 5039',
  'settings.tls': 'Verbindung verschlüsseln (TLS)',
  'settings.tlsCaFile': 'Datei mit CA-Zertifikat',
  'settings.tlsCaFile.hint': 'Nur bei einer eigenen Zertifizierungsstelle: Pfad einer PEM-Datei',
  'settings.userName': 'Benutzer',
  'settings.userName.hint': 'Konto in manager.conf',
  'settings.secret': 'Passwort',
  'settings.secret.stored': 'Gespeichert; wird nicht mehr angezeigt',
  'settings.secret.storedInMemory': 'Bleibt, bis Sie Offhook beenden',
  'settings.secret.replace': 'Ersetzen',
  'settings.secret.keep': 'Gespeichertes behalten',
  'settings.secret.inMemory.hint': 'Bleibt, bis Sie Offhook beenden',
  'settings.secret.hint': 'Verwahrt vom Betriebssystem („secret“ in manager.conf)',
  'settings.secret.memoryOnly':
    'Dieser Computer hat keinen geschützten Ort für das Passwort. Es bleibt, bis Sie Offhook beenden; danach müssen Sie es neu eingeben.',
  'settings.secret.unprotected':
    'Dieser Computer hat keinen geschützten Ort für das Passwort. Es liegt unverschlüsselt in einer Datei, die nur Ihr Konto lesen darf.',
  'settings.secret.storedUnprotected': 'Liegt unverschlüsselt in einer Datei',
  'settings.secret.unprotected.hint': 'Liegt unverschlüsselt in einer Datei',
  'settings.keepSecretUnprotected': 'Das Passwort ungeschützt aufbewahren',
  'settings.keepSecretUnprotected.hint':
    'Unverschlüsselt in einer Datei Ihres Kontos: Wer an Ihre Dateien kommt, kann es lesen. Aus: Sie geben es bei jedem Start ein.',
  'settings.secret.locked':
    'Das Passwort liegt im Schlüsselbund dieses Computers, und der ist gesperrt. Entsperren Sie ihn mit seinem Passwort; meist ist es das, mit dem Sie sich anmelden.',
  'settings.secret.imported': 'Aus der Datei gelesen, wird nicht angezeigt',
  'settings.extension': 'Nebenstelle',
  'settings.extension.hint': 'Ihre interne Nummer',
  'settings.extension.example': '101',
  'settings.protocol': 'Technik',
  'settings.protocol.hint': 'Wie Ihr Telefon angebunden ist; bei neueren Anlagen PJSIP',
  'settings.protocol.computer': 'Dieser Computer',
  'settings.phoneUrl': 'Adresse für das Telefon in diesem Computer',
  'settings.phoneUrl.hint': 'Leer: Port 8089 der Telefonanlage',
  'settings.phoneUrl.example': 'wss://pbx.example.org:8089/ws',
  'settings.phoneUser': 'SIP-Benutzer',
  'settings.phoneUser.hint': 'Nur, wenn er anders lautet als die Nebenstelle',
  'settings.phonePassword': 'SIP-Passwort',
  'settings.phonePassword.hint': 'Das Ihrer Nebenstelle, nicht das des Manager-Kontos',
  'settings.phoneCaFile': 'CA-Zertifikat für das Telefon',
  'settings.phoneCaFile.hint': 'Nur bei einer eigenen Zertifizierungsstelle: Pfad einer PEM-Datei',
  'settings.device': 'Gerät',
  'settings.device.hint': 'Nur, wenn es nicht das angezeigte ist',
  'settings.agentName': 'Ihr Name',
  'settings.agentName.hint': 'Steht oben im Panel',
  'settings.originateContext': 'Wählkontext',
  'settings.originateContext.hint': 'Wo gewählte Nummern nachgeschlagen werden',
  'settings.parkingLotContext': 'Parkbereich',
  'settings.parkingLotContext.hint': 'Wo ein gehaltener Anruf wartet',
  'settings.autoAnswer': 'Telefon automatisch abheben lassen',
  'settings.autoAnswer.hint': 'Wenn Offhook wählt oder einen Anruf fortsetzt; bei Telefonen, die das können',
  'settings.secondCall': 'Bei einem zweiten Anruf',
  'settings.secondCall.hint':
    'Was mit dem laufenden Gespräch geschieht, wenn Sie einen weiteren Anruf annehmen oder wählen',
  'settings.secondCall.ask': 'Mich fragen',
  'settings.secondCall.hold': 'Den ersten halten',
  'settings.secondCall.leave': 'Den ersten nicht halten',

  'settings.queues': 'Ihre Warteschlangen',
  'settings.queues.hint': 'Namen der Warteschlangen, bei denen Sie sich anmelden dürfen',
  'settings.queues.add': 'Warteschlange hinzufügen',
  'settings.pauseReasons': 'Gründe für „Nicht bereit“',
  'settings.pauseReasons.hint': 'Das Panel bietet sie an; die Teamleitung sieht sie',
  'settings.pauseReasons.add': 'Grund hinzufügen',
  'settings.colleagues': 'Nebenstellen Ihrer Kollegen',
  'settings.colleagues.hint': 'Das Panel zeigt Anrufe, die dort klingeln, damit Sie sie heranholen können',
  'settings.colleagues.add': 'Nebenstelle hinzufügen',
  'settings.favourites': 'Favoriten',
  'settings.favourites.hint':
    'Eine Nummer oder ein Name mit der Nummer in spitzen Klammern; die ersten neun haben Alt+1 bis Alt+9',
  'settings.favourites.add': 'Favorit hinzufügen',
  'settings.list.add': 'Hinzufügen',
  'settings.list.remove': 'Entfernen',
  'settings.list.empty': 'Keine',
  'settings.autoPauseOnCommutationStart': 'Keine Warteschlangen-Anrufe, während ich spreche',
  'settings.autoPauseOnCommutationStart.hint':
    'Nicht bereit in allen Warteschlangen, sobald ein Anruf verbunden ist; danach wie von Ihnen gewählt',
  'settings.afterCallWorkS': 'Nachbearbeitung (Sekunden)',
  'settings.afterCallWorkS.hint':
    'Wie lange Sie nach einem Anruf nicht bereit bleiben, um ihn zu erfassen; 0: gar nicht',
  'settings.dispositions': 'Gesprächsergebnisse',
  'settings.dispositions.hint':
    'Was ein Gespräch ergeben kann: Das Panel bietet sie mit Ihrer Notiz zum Anruf an',
  'settings.dispositions.add': 'Gesprächsergebnis hinzufügen',
  'settings.dispositionRule': 'Nach dem Anruf nach dem Ergebnis fragen',
  'settings.dispositionRule.hint': 'Ein neuer Anruf geht immer vor; gefragt wird, wenn er vorbei ist',
  'settings.dispositionRule.never': 'Nie',
  'settings.dispositionRule.ask': 'Fragen, überspringen möglich',
  'settings.dispositionRule.must': 'Die Nachbearbeitung dauert, bis ich eines gewählt habe',
  'settings.dispositionVariable': 'dispositionVariable',
  'settings.dispositionVariable.hint':
    'Wo die Telefonanlage das Ergebnis während des Anrufs erhält: OFFHOOK_… oder ein Feld des CDR wie CDR(userfield)',

  'settings.answerControl': 'Annehmen',
  'settings.answerControl.auto': 'Automatisch',
  'settings.answerControl.pickUp': 'Ein zweiter Anruf an Ihr Telefon übernimmt den klingelnden',
  'settings.answerControl.notify': 'Das Telefon abheben lassen (NOTIFY)',
  'settings.answerControl.phone': 'Am Telefon selbst',
  'settings.holdControl': 'Halten',
  'settings.holdControl.auto': 'Automatisch',
  'settings.holdControl.notify': 'Das Telefon halten lassen (NOTIFY)',
  'settings.holdControl.holdingPen': 'Musik dort, Stille hier; braucht die Wählplan-Zeilen von Offhook',
  'settings.holdControl.park': 'Den Anruf parken; Ihr Telefon legt bis zum Fortsetzen auf',
  'settings.transferControl': 'Verbinden nach Rückfrage',
  'settings.transferControl.auto': 'Automatisch',
  'settings.transferControl.atxfer': 'Die Rückfrage der Telefonanlage (Atxfer)',
  'settings.transferControl.consultation': 'Ein zweiter Anruf, dann werden beide verbunden',
  'settings.control.cannot': 'Der Test hat ergeben, dass das hier nicht funktioniert.',

  'settings.file.choose': 'Datei wählen',

  'settings.controlsContext': 'controlsContext',
  'settings.controlsContext.hint': 'Kontext der Wählplan-Zeilen, die Offhook mitbringt',
  'settings.queueExtensionFormat': 'queueExtensionFormat',
  'settings.queueExtensionFormat.hint':
    'Wie Ihr Anschluss als Mitglied einer Warteschlange aussieht; eine 0 in geschweiften Klammern steht für die Nebenstelle',
  'settings.traceQueuesState': 'traceQueuesState',
  'settings.traceQueuesState.hint': 'Ins Protokoll schreiben, was in Ihren Warteschlangen geschieht',
  'settings.asyncOriginate': 'asyncOriginate',
  'settings.asyncOriginate.hint': 'Wählen, ohne zu warten. Das tut Offhook immer; „aus“ hat keine Wirkung.',
  'settings.sendRingStartedOnRingingState': 'sendRingStartedOnRingingState',
  'settings.sendRingStartedOnRingingState.hint':
    'Anrufe erst anzeigen, wenn das Telefon klingelt, nicht schon beim Anwählen; nötig für Warteschlangen',
  'settings.charset': 'Zeichensatz',
  'settings.charset.hint':
    'Für Namen, die nicht in UTF-8 ankommen, zum Beispiel windows-1251 oder iso-8859-1',
  'settings.packetInfoConfig': 'packetInfoConfig',
  'settings.packetInfoConfig.hint':
    'Paketfelder, die mit Anrufen weitergegeben werden, durch Kommas getrennt',
  'settings.filePath': 'filePath',
  'settings.filePath.hint': 'Eine aufgezeichnete Sitzung, die statt einer Verbindung abgespielt wird',

  'settings.invalid.required': 'Pflichtfeld',
  'settings.invalid.tooLong': 'Zu lang',
  'settings.invalid.outOfRange': 'Eine Zahl von {from} bis {to}',
  'settings.invalid.badCharacters':
    'Enthält Zeichen, die hier nicht möglich sind, etwa Klammern oder Leerzeichen',
  'settings.invalid.notAHost': 'Ein Name oder eine Adresse, ohne https:// und ohne Port',
  'settings.invalid.notAPhoneAddress': 'Eine Adresse wie wss://pbx.example.org:8089/ws',
  'settings.invalid.notADevice': 'Technik und Name, etwa PJSIP/101',
  'settings.invalid.notAQueueMember':
    'Technik und Name, mit einer 0 in geschweiften Klammern für die Nebenstelle, wie im üblichen Wert',
  'settings.invalid.badValue': 'Hier nicht möglich',
  'settings.invalid.unknownField': 'Dieser Version von Offhook unbekannt',
  'settings.invalid.fileUnreadable': 'Diese Datei ist nicht lesbar',
  'settings.invalid.notACertificate': 'In dieser Datei ist kein Zertifikat',
  'settings.invalid.secretNeededForNewHost':
    'Das gespeicherte Passwort gehört zu einem anderen Server: Geben Sie das für diesen ein',
  'settings.invalid.locked': 'Von Ihrer IT festgelegt',
  'settings.invalid.elsewhere': 'Ein anderes Feld stimmt nicht: {field}',

  'settings.import': 'Connector-Einstellungen importieren…',
  'settings.import.read': 'Unten eingetragen, noch nicht gespeichert. Prüfen Sie es, und speichern Sie dann.',
  'settings.import.attributes': 'Was aus jedem Attribut wurde',
  'settings.import.fate.taken': 'importiert',
  'settings.import.fate.notObeyed': 'importiert, aber ohne Wirkung',
  'settings.import.fate.badValue': 'ausgelassen: Dieser Wert ist hier nicht möglich',
  'settings.import.fate.locked': 'ausgelassen: von Ihrer IT festgelegt',
  'settings.import.fate.unknown': 'ausgelassen: Offhook hat keine solche Einstellung',
  'settings.import.failed.fileUnreadable': 'Diese Datei ist nicht lesbar.',
  'settings.import.failed.tooLarge': 'Diese Datei ist zu groß für Connector-Einstellungen.',
  'settings.import.failed.notXml': 'Das ist keine XML-Datei, oder sie ist beschädigt.',
  'settings.import.failed.noConnector':
    'Diese Datei enthält keine Einstellungen eines Asterisk-Connectors: Es fehlt ein Element „asterisk“.',

  'settings.save': 'Speichern',
  'settings.saving': 'Wird gespeichert…',
  'settings.cancel': 'Abbrechen',
  'settings.saved': 'Gespeichert',
  'settings.fixFirst': { one: '{count} Feld bitte prüfen', other: '{count} Felder bitte prüfen' },
  'settings.loading': 'Einstellungen werden gelesen…',
  'settings.unreadable': 'Die Einstellungen konnten nicht gelesen werden.',
  'settings.retry': 'Erneut versuchen',
  'settings.unsaved.title': 'Änderungen verwerfen?',
  'settings.unsaved.text': 'Ihre Änderungen sind noch nicht gespeichert.',
  'settings.unsaved.discard': 'Verwerfen',
  'settings.unsaved.keep': 'Weiter bearbeiten',
  'settings.resumed':
    'Diese Änderungen waren beim Ende der Sitzung noch nicht gespeichert. Speichern oder verwerfen Sie sie.',
  'settings.resumed.discard': 'Änderungen verwerfen',
  'settings.changedElsewhere':
    'Die Einstellungen wurden inzwischen anderswo geändert. Wenn Sie speichern, gelten Ihre.',

  'settings.failed.notWritable':
    'Die Einstellungsdatei kann nicht geschrieben werden. Prüfen Sie die Rechte ihres Ordners.',
  'settings.failed.diskFull':
    'Der Datenträger ist voll. Schaffen Sie Platz, und versuchen Sie es dann erneut.',
  'settings.failed.secretNotStored':
    'Das Betriebssystem hat das Passwort nicht gespeichert. Entsperren Sie den Schlüsselbund, und speichern Sie erneut.',
  'settings.setAside':
    'Die Einstellungsdatei {file} ist nicht lesbar. Wenn Sie neue Einstellungen speichern, bleibt sie unter einem anderen Namen erhalten.',
  'settings.restore': 'Stand vom {date} wiederherstellen',
  'settings.restore.pending': 'Wird wiederhergestellt…',
  'settings.restored': 'Die Einstellungen vom {date} gelten wieder.',
  'settings.restored.keptAs':
    'Die Einstellungen vom {date} gelten wieder. Die nicht lesbare Datei bleibt unter dem Namen {file} erhalten.',

  'settings.locked': 'Festgelegt von: {by}',
  'settings.policy.about':
    '{by} hat manches für alle festgelegt; was Sie nicht ändern können, ist gekennzeichnet.',
  'settings.policyFault':
    'Die Vorgaben Ihrer IT für diesen Computer sind nicht verwendbar; keine davon gilt. Sagen Sie Ihrer IT: {detail}',
  'settings.warning.asyncOriginateNotObeyed':
    'asyncOriginate ist aus. Offhook beachtet das nicht: Bis Sie abheben, kämen sonst keine Ereignisse an.',
  'settings.warning.replayingFile':
    'filePath ist gesetzt: Offhook spielt diese Aufzeichnung ab und verbindet sich nicht mit der Telefonanlage.',
  'settings.warning.unknownSettingsKept':
    'Die Einstellungsdatei enthält Einträge, die diese Version nicht kennt. Offhook behält sie; sie haben keine Wirkung.',
  'settings.warning.plainTextConnection':
    'Die Verbindung ist nicht verschlüsselt: Wer im Netz mithört, sieht Nummern und Namen. Verwenden Sie TLS außerhalb eines vertrauenswürdigen Netzes.',
} as const satisfies Part<typeof english>;
