/** New versions: what the panel hints at, and their settings. */
export const updates = {
  'updates.ready': 'Offhook {version} is ready. It is installed when you quit.',
  'updates.found': 'Offhook {version} is available.',
  'updates.restart': 'Restart now',
  'updates.inCall': 'Not during a call',
  'updates.dismiss': 'Hide this hint',

  'settings.section.updates': 'Updates',
  'settings.updates.checkNow': 'Check now',
  'settings.updates.fetch': 'Download and install',
  'settings.updates.off.noKey': 'This package has no update key, so Offhook does not look for new versions.',
  'settings.updates.off.noFeed':
    'Off: it is not known where new versions are. Enter the update address under Advanced.',
  'settings.updates.off.settings': 'Off: Offhook does not look for new versions.',
  'settings.updates.state.waiting':
    'Offhook looks for new versions by itself, a few minutes after its start.',
  'settings.updates.state.none': 'Nothing newer. Last checked {time}.',
  'settings.updates.state.checking': 'Looking for a new version…',
  'settings.updates.state.afterCall': 'Offhook {version} is available. It is downloaded after your call.',
  'settings.updates.state.soon': 'Offhook {version} is available. It is about to be downloaded.',
  'settings.updates.state.found.here': 'Offhook {version} is available.',
  'settings.updates.state.found.packageManager':
    'Offhook {version} is available. On this computer it comes with the system’s updates, or from your administrator.',
  'settings.updates.state.found.byHand':
    'Offhook {version} is available. Get it where you got this one, or from your administrator.',
  'settings.updates.state.downloading': 'Downloading Offhook {version}: {percent}',
  'settings.updates.unchanged': 'Nothing was changed; Offhook tries again later.',

  'updates.fault.updateUnreachable': 'The place with new versions cannot be reached.',
  'updates.fault.updateFeedAddress': 'The update address has to begin with https.',
  'updates.fault.updateFeedMissing': 'There is nothing for this computer at the update address.',
  'updates.fault.updateFeedUnreadable': 'What is at the update address cannot be read.',
  'updates.fault.updateUnsigned': 'The update is not signed, so Offhook does not take it.',
  'updates.fault.updateWrongSignature':
    'The update is not signed by the makers of Offhook, so Offhook does not take it. Tell your administrator.',
  'updates.fault.updateForAnother':
    'The update is signed for something else than this Offhook, so Offhook does not take it. Tell your administrator.',
  'updates.fault.updateOlder':
    'The update is older than one that was offered before, so Offhook does not take it. Tell your administrator.',
  'updates.fault.updateMemory':
    'Offhook cannot read its notes on earlier updates, so it takes none. Tell your administrator.',
  'updates.fault.updateTruncated': 'The download broke off.',
  'updates.fault.updateWrongBytes':
    'The download is not what was signed, so Offhook does not take it. If it stays so, tell your administrator.',
  'updates.fault.updateDiskFull': 'The disk is full. Make room for the download.',
  'updates.fault.updateNotWritable': 'The download cannot be written to this computer.',
  'updates.fault.updateFailed': 'The update did not work out.',

  'settings.updates': 'New versions',
  'settings.updates.hint': 'Never during a call; installed when you quit',
  'settings.updates.install': 'Install by themselves',
  'settings.updates.tell': 'Only tell me',
  'settings.updates.off': 'Do not look for them',
  'settings.updateChannel': 'Which ones',
  'settings.updateChannel.latest': 'Released versions',
  'settings.updateChannel.beta': 'Test versions, too',
  'settings.updateVersion': 'Stay on version',
  'settings.updateVersion.hint': '1.4 for all 1.4 versions, 1.4.2 for just this one; empty for the newest',
  'settings.updateFeed': 'Update address',
  'settings.updateFeed.hint': 'Only where your company keeps Offhook’s updates itself',
  'settings.invalid.notAVersion': 'A version such as 1.4 or 1.4.2',
  'settings.invalid.notACharset': 'A character set such as windows-1251, iso-8859-1 or shift_jis',
  'settings.invalid.notAFeed': 'An address that begins with https://',
} as const;
