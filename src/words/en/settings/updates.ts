/** New versions: what the panel hints at, and their settings. */
export const updates = {
  'updates.ready': 'Offhook {version} is ready. It installs when you quit.',
  'updates.found': 'Offhook {version} is available.',
  'updates.restart': 'Restart now',
  'updates.inCall': 'Not during a call',
  'updates.dismiss': 'Hide this hint',

  'settings.section.updates': 'Updates',
  'settings.updates.checkNow': 'Check now',
  'settings.updates.fetch': 'Download and install',
  'settings.updates.off.noKey': 'This package has no update key, so Offhook does not look for new versions.',
  'settings.updates.off.noFeed': 'Off: there is no update address. Enter one under Advanced.',
  'settings.updates.off.settings': 'Off: Offhook does not look for new versions.',
  'settings.updates.state.waiting':
    'Offhook looks for new versions automatically, a few minutes after it starts.',
  'settings.updates.state.none': 'You have the newest version. Last checked {time}.',
  'settings.updates.state.checking': 'Looking for a new version…',
  'settings.updates.state.afterCall': 'Offhook {version} is available. The download starts after your call.',
  'settings.updates.state.soon': 'Offhook {version} is available. The download starts shortly.',
  'settings.updates.state.found.here': 'Offhook {version} is available.',
  'settings.updates.state.found.packageManager':
    'Offhook {version} is available. On this computer it comes with the system’s updates or from your administrator.',
  'settings.updates.state.found.byHand':
    'Offhook {version} is available. Get it where you got this one, or from your administrator.',
  'settings.updates.state.downloading': 'Downloading Offhook {version}: {percent}',
  'settings.updates.unchanged': 'Nothing was changed. Offhook tries again later.',

  'updates.fault.updateUnreachable': 'The update address cannot be reached.',
  'updates.fault.updateFeedAddress': 'The update address must begin with https.',
  'updates.fault.updateFeedMissing': 'The update address has nothing for this computer.',
  'updates.fault.updateFeedUnreadable': 'What is at the update address cannot be read.',
  'updates.fault.updateUnsigned': 'The update is not signed, so Offhook rejects it.',
  'updates.fault.updateWrongSignature':
    'The update is not signed by the makers of Offhook, so Offhook rejects it. Tell your administrator.',
  'updates.fault.updateForAnother':
    'The update is signed for a different Offhook, so Offhook rejects it. Tell your administrator.',
  'updates.fault.updateOlder':
    'The update is older than one offered before, so Offhook rejects it. Tell your administrator.',
  'updates.fault.updateMemory':
    'Offhook cannot read its record of earlier updates, so it accepts none. Tell your administrator.',
  'updates.fault.updateTruncated': 'The download was interrupted.',
  'updates.fault.updateWrongBytes':
    'The download does not match its signature, so Offhook rejects it. If this continues, tell your administrator.',
  'updates.fault.updateDiskFull': 'The disk is full. Free some space for the download.',
  'updates.fault.updateNotWritable': 'The download cannot be saved on this computer.',
  'updates.fault.updateFailed': 'The update failed.',

  'settings.updates': 'New versions',
  'settings.updates.hint': 'Never during a call; installed when you quit',
  'settings.updates.install': 'Install automatically',
  'settings.updates.tell': 'Only notify me',
  'settings.updates.off': 'Do not look for them',
  'settings.updateChannel': 'Release channel',
  'settings.updateChannel.latest': 'Released versions',
  'settings.updateChannel.beta': 'Test versions too',
  'settings.updateVersion': 'Stay on version',
  'settings.updateVersion.hint': '1.4 for all 1.4 versions, 1.4.2 for just this one; empty for the newest',
  'settings.updateFeed': 'Update address',
  'settings.updateFeed.hint': 'Only if your company hosts Offhook’s updates itself',
  'settings.updateFeed.example': 'https://',
  'settings.invalid.notAVersion': 'A version such as 1.4 or 1.4.2',
  'settings.invalid.notACharset': 'A character set such as windows-1251, iso-8859-1 or shift_jis',
  'settings.invalid.notAFeed': 'An address that begins with https://',
} as const;
