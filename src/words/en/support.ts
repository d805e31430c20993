/** The support window: what went over the wire, and the report. */
export const support = {
  'support.title': 'Offhook support',
  'support.tab.trace': 'Packets',
  'support.tab.report': 'Report',
  'support.failed': 'This could not be read.',

  'support.trace.about':
    'What Offhook and the phone system say to each other, as it goes over the wire; secrets are masked.',
  'support.trace.filter': 'Filter',
  'support.trace.filter.hint': 'Words that a packet must have; with a minus in front: must not have',
  'support.trace.pause': 'Pause',
  'support.trace.continue': 'Continue',
  'support.trace.clear': 'Clear',
  'support.trace.save': 'Save as recording…',
  'support.trace.list': 'Packets, the latest last',
  'support.trace.in': 'from the phone system',
  'support.trace.out': 'from Offhook',
  'support.trace.none': 'Nothing yet. Packets are shown here as they come.',
  'support.trace.noMatch': 'No packet fits this filter.',
  'support.trace.packet': 'The chosen packet',
  'support.trace.choose': 'Choose a packet to read all of it.',
  'support.trace.count': { one: '{count} packet', other: '{count} packets' },
  'support.trace.matching': { one: '{count} fits', other: '{count} fit' },
  'support.trace.held': { one: 'Paused: {count} more', other: 'Paused: {count} more' },
  'support.trace.saved':
    'Saved as {file}. It holds names and numbers of callers: look through it before you hand it on.',

  'support.report.about':
    'For whoever helps you. Read it before you send it: it is all of what is sent, and secrets are left out.',
  'support.report.masked': 'Telephone numbers and names of callers are masked.',
  'support.report.unmasked': 'It holds names and numbers of callers. The settings can have them masked.',
  'support.report.text': 'The report',
  'support.report.renew': 'Make it anew',
  'support.report.making': 'Gathering…',
  'support.report.save': 'Save…',
  'support.report.saved': 'Saved as {file}.',
  'support.report.title': 'Offhook: diagnostic report',
  'support.report.versions': 'Versions',
  'support.report.settings': 'Settings',
  'support.report.line': 'Line',
  'support.report.history': 'Connection history',
  'support.report.log': 'Log',
  'support.report.packets': 'Last packets',

  'support.save.notWritable': 'It was not saved: this place cannot be written to. Choose another one.',
  'support.save.diskFull': 'It was not saved: the disk is full. Make room, then save again.',
  'support.save.nothingYet': 'There is nothing to save yet: nothing has gone over the wire.',

  'settings.section.support': 'When something goes wrong',
  'settings.support.open': 'Packets and report…',
  'settings.support.about':
    'See what the phone system says, save a recording of it, or make a report for support.',
  'settings.maskNumbers': 'Mask telephone numbers in the log and in reports',
  'settings.maskNumbers.hint': 'Only the last two digits stay readable; extensions are left as they are',
} as const;
