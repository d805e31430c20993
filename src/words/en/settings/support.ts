/** The support window: what went over the wire, and the report. */
export const support = {
  'support.title': 'Offhook support',
  'support.tab.trace': 'Packets',
  'support.tab.report': 'Report',
  'support.failed': 'This could not be read.',

  'support.trace.about':
    'What Offhook and the phone system send each other, exactly as sent; secrets are masked.',
  'support.trace.filter': 'Filter',
  'support.trace.filter.hint': 'Words that a packet must contain; with a minus in front: must not contain',
  'support.trace.pause': 'Pause',
  'support.trace.continue': 'Continue',
  'support.trace.clear': 'Clear',
  'support.trace.save': 'Save as recording…',
  'support.trace.list': 'Packets, latest last',
  'support.trace.in': 'from the phone system',
  'support.trace.out': 'from Offhook',
  'support.trace.none': 'Nothing yet. Packets appear here as they arrive.',
  'support.trace.noMatch': 'No packet matches this filter.',
  'support.trace.packet': 'The selected packet',
  'support.trace.choose': 'Select a packet to read all of it.',
  'support.trace.count': { one: '{count} packet', other: '{count} packets' },
  'support.trace.matching': { one: '{count} matches', other: '{count} match' },
  'support.trace.held': { one: 'Paused: {count} more', other: 'Paused: {count} more' },
  'support.trace.saved':
    'Saved as {file}. It contains names and numbers of callers: check it before you share it.',

  'support.report.about':
    'For the person who helps you. Read it before you send it: nothing else is sent, and secrets are left out.',
  'support.report.masked': 'Telephone numbers and callers’ names are masked.',
  'support.report.unmasked':
    'It contains names and numbers of callers. You can have them masked in the settings.',
  'support.report.text': 'The report',
  'support.report.renew': 'Create again',
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

  'support.save.notWritable': 'Not saved: Offhook cannot write there. Choose another place.',
  'support.save.diskFull': 'Not saved: the disk is full. Free some space, then save again.',
  'support.save.nothingYet': 'There is nothing to save yet: nothing has been sent or received.',

  'settings.section.support': 'When something goes wrong',
  'settings.support.open': 'Packets and report…',
  'settings.support.about':
    'See what the phone system sends, save a recording of it, or create a report for support.',
  'settings.historyDays': 'Keep calls in the history, days',
  'settings.historyDays.hint': 'Older calls are deleted with their notes; 0 keeps them until you delete them',
  'settings.maskNumbers': 'Mask telephone numbers in the log and in reports',
  'settings.maskNumbers.hint': 'Only the last two digits stay readable; extensions are not masked',
} as const;
