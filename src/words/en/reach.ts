/** Reaching the panel from outside: links, hotkeys, the command line. */
export const reach = {
  'settings.section.reach': 'Reaching Offhook',
  'settings.dialLinksAtOnce': 'Call numbers from links at once',
  'settings.dialLinksAtOnce.hint':
    'Off: the number is filled in, and called when you press Enter. On: every web page with a link can make your phone call.',

  'settings.startAtLogin': 'Start when I log in',
  'settings.startAtLogin.hint': 'In the tray, out of sight. In force at once.',
  'settings.startAtLogin.refused': 'The system did not take it.',
  'settings.links': 'What telephone links open',
  'settings.links.offhook': 'opens Offhook',
  'settings.links.other': 'opens another program',
  'settings.links.nobody': 'opens nothing',
  'settings.links.claim': 'Let them open Offhook',
  'settings.links.claim.bySystem':
    'Only you can change that: in the system’s settings, under Default apps, choose Offhook for these links.',
  'settings.links.claim.notInstalled':
    'Links can be had once Offhook is installed on this computer: its package brings what the desktop needs.',
  'settings.links.refused':
    'The desktop did not take it. Choose Offhook in its settings for default applications.',

  'settings.section.hotkeys': 'Hotkeys',
  'settings.section.hotkeys.about':
    'They work while another program is in front. Press one of the fields, then the keys.',
  'settings.hotkeyShowPanel': 'Show the panel',
  'settings.hotkeyAnswer': 'Answer',
  'settings.hotkeyHangUp': 'Hang up',
  'settings.hotkeyHold': 'Hold, resume',
  'settings.hotkeyMute': 'Mute, unmute',
  'settings.hotkeyDialSelected': 'Dial the number that is selected',
  'hotkey.none': 'None',
  'hotkey.press': 'Press the keys…',
  'hotkey.press.hint': 'Esc leaves it as it was.',
  'hotkey.record': '{what}: {keys}',
  'hotkey.clear': 'Clear',
  'hotkey.clear.of': 'Clear: {what}',
  'hotkey.restore': 'Default',
  'hotkey.restore.of': 'Default: {what}',
  'hotkey.taken': 'Another program has these keys, so they do nothing here.',
  'hotkey.duplicate': 'These keys are in use here already: {other}',
  'hotkey.wrong.unreadable': 'These keys cannot be a hotkey.',
  'hotkey.wrong.needsModifier':
    'Together with Ctrl or Alt, please: alone this key would be taken away from every other program.',
  'hotkey.wrong.reserved': 'The system, or nearly every program, needs these keys.',
  'hotkey.key.Command': '⌘',
  'hotkey.key.Control': 'Ctrl',
  'hotkey.key.Alt': 'Alt',
  'hotkey.key.AltGr': 'AltGr',
  'hotkey.key.Shift': 'Shift',
  'hotkey.key.Super': 'Super',

  'offer.link': 'This number came from a link. Press Enter to call it.',
  'offer.link.ringing': 'This number came from a link. Press Call to call it.',
  'offer.selection': 'This number is the one you selected. Press Enter to call it.',
  'offer.selection.ringing': 'This number is the one you selected. Press Call to call it.',
  'offer.missedCall': 'You missed a call from this number. Press Enter to call back.',
  'offer.missedCall.ringing': 'You missed a call from this number. Press Call to call back.',
  'offer.waiting': 'This number came from a link. It is called as soon as the phone system is there.',
  'offer.context': 'According to the link it is valid in {context} only.',
  'choice.which': '{count} numbers: which one?',
  'choice.keys': 'then {keys}',
  'keysToSend.send': 'Send {keys}',
  'keysToSend.sending': 'Sending…',
  'keysToSend.later': 'Once they answer you can send {keys}.',
  'offer.dismiss': 'Hide this note',

  'noNumber.link.empty': 'The link that was opened has no number in it.',
  'noNumber.link.tooLong': 'The link that was opened is too long for a number.',
  'noNumber.link.tooShort': 'The number in the link that was opened is too short.',
  'noNumber.link.unknownScheme': 'The link that was opened is not for a telephone.',
  'noNumber.link.controlCharacter':
    'The link that was opened has control characters in it, so nothing of it was taken.',
  'noNumber.link.argumentLike':
    'The link that was opened looks like an option for a program, so nothing of it was taken.',
  'noNumber.link.letters':
    'The link that was opened has letters in its number: without them it would be somebody else’s.',
  'noNumber.link.severalNumbers': 'The link that was opened has several numbers in it.',
  'noNumber.link.notANumber': 'There is no telephone number in the link that was opened.',
  'noNumber.link.unknownDemand':
    'The link that was opened asks for something that this version does not know.',
  'noNumber.selection.empty': 'Nothing is selected, and nothing was copied.',
  'noNumber.selection.tooLong': 'More than a number is selected: select less.',
  'noNumber.selection.tooShort': 'A number of at least three digits has to be selected.',
  'noNumber.selection.unknownScheme': 'What is selected is a link that is not for a telephone.',
  'noNumber.selection.controlCharacter':
    'What is selected has control characters in it, so nothing of it was taken.',
  'noNumber.selection.argumentLike':
    'What is selected looks like an option for a program, so nothing of it was taken.',
  'noNumber.selection.letters':
    'There are letters in the number that is selected: without them it would be somebody else’s.',
  'noNumber.selection.severalNumbers': 'Several numbers are selected: select the one that is meant.',
  'noNumber.selection.notANumber': 'There is no telephone number in what is selected.',
  'noNumber.selection.unknownDemand':
    'The link that is selected asks for something that this version does not know.',
} as const;
