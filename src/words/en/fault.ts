import type { LinkFaultCode } from '../../cti/link.ts';

/** What is wrong between the panel and the phone system (`fault.x`), and what to do about it (`fault.x.todo`). */
export const fault = {
  'fault.hostUnknown': 'No phone system of that name was found.',
  'fault.hostUnknown.todo': 'Check your network or VPN, then the host name in the settings.',
  'fault.hostUnreachable': 'The phone system cannot be reached from here.',
  'fault.hostUnreachable.todo': 'Check your network or VPN.',
  'fault.portRefused': 'The computer is there, but the phone system does not take connections on this port.',
  'fault.portRefused.todo': 'It may be restarting. If it stays so, check the port in the settings.',
  'fault.connectTimeout': 'The phone system does not react.',
  'fault.connectTimeout.todo': 'Check your network or VPN; a firewall may be in between.',
  'fault.connectionLost': 'The connection to the phone system broke off.',
  'fault.connectionLost.todo': 'Your calls go on at your phone. Offhook connects again by itself.',
  'fault.noAnswer': 'The phone system has stopped answering.',
  'fault.noAnswer.todo': 'Your calls go on at your phone. Offhook connects again by itself.',
  'fault.notAsterisk': 'What answers there is not an Asterisk manager interface.',
  'fault.notAsterisk.todo': 'Check host and port in the settings; the usual port is 5038, with TLS 5039.',
  'fault.tlsUntrusted': 'The phone system’s certificate is not trusted, so nothing was sent.',
  'fault.tlsUntrusted.todo': 'Ask your administrator for the CA file and choose it in the settings.',
  'fault.tlsFailed': 'No secure connection could be made.',
  'fault.tlsFailed.todo': 'Check that the port in the settings is the one for TLS, usually 5039.',
  'fault.loginRefused': 'The phone system did not accept the user name or the secret.',
  'fault.loginRefused.todo':
    'Enter them again in the settings. Offhook does not retry, so that nothing is locked.',
  'fault.loginInUse': 'This account is logged in elsewhere, and the phone system allows it only once.',
  'fault.loginInUse.todo':
    'Close the other program that uses it, or ask your administrator for an account of your own (manager.conf: allowmultiplelogin). Offhook tries again.',
  'fault.secretMissing': 'The secret for the phone system is missing.',
  'fault.secretMissing.todo': 'Enter it in the settings.',
  'fault.keyringLocked': 'The secret for the phone system is in a keyring of this computer that is locked.',
  'fault.keyringLocked.todo': 'Unlock it with its password, usually the one you log in with.',
  'fault.rightsMissing': 'This account is not allowed to see or make calls.',
  'fault.rightsMissing.todo': 'Ask your administrator for read and write rights “call,agent,originate”.',
  'fault.protocolBroken': 'The phone system sent something that Offhook does not understand.',
  'fault.protocolBroken.todo':
    'Offhook connects again by itself. If it comes back, send the code to support.',
  'fault.settingsInvalid': 'The settings are not complete.',
  'fault.settingsInvalid.todo': 'Open the settings and fill in what is marked.',
  'fault.settingsLost': 'Your settings cannot be read: you get no calls.',
  'fault.settingsLost.todo':
    'Open the settings and enter your phone system again, or ask your administrator. The damaged file is kept.',
  'fault.recordingUnreadable': 'The recording cannot be read.',
  'fault.recordingUnreadable.todo':
    'Check the file in the settings, or clear it to connect to a phone system.',
  'fault.recordingEnded': 'The recording is over.',
  'fault.recordingEnded.todo':
    'Try now plays it again; clear the file in the settings to connect to a phone system.',
  'fault.snapshotFailed': 'The phone system did not tell which calls stand.',
  'fault.snapshotFailed.todo':
    'Offhook tries again by itself. If it stays so, the account may lack the right “call”.',
  'fault.internal': 'Something went wrong inside Offhook.',
  'fault.internal.todo': 'Offhook tries again by itself. If it comes back, send the code to support.',
} as const satisfies Record<`fault.${LinkFaultCode}` | `fault.${LinkFaultCode}.todo`, string>;
