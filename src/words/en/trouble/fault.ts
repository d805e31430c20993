import type { LinkFaultCode } from '../../../cti/link.ts';

/** What is wrong between the panel and the phone system (`fault.x`), and what to do about it (`fault.x.todo`). */
export const fault = {
  'fault.hostUnknown': 'No phone system with this name was found.',
  'fault.hostUnknown.todo': 'Check your network or VPN, then the host name in the settings.',
  'fault.hostUnreachable': 'The phone system cannot be reached from here.',
  'fault.hostUnreachable.todo': 'Check your network or VPN.',
  'fault.portRefused':
    'The computer responds, but the phone system does not accept connections on this port.',
  'fault.portRefused.todo': 'It may be restarting. If this continues, check the port in the settings.',
  'fault.connectTimeout': 'The phone system does not respond.',
  'fault.connectTimeout.todo': 'Check your network or VPN; a firewall may block the connection.',
  'fault.connectionLost': 'The connection to the phone system was lost.',
  'fault.connectionLost.todo': 'Your calls continue on your phone. Offhook reconnects automatically.',
  'fault.noAnswer': 'The phone system stopped answering.',
  'fault.noAnswer.todo': 'Your calls continue on your phone. Offhook reconnects automatically.',
  'fault.notAsterisk': 'There is no Asterisk manager interface at this address.',
  'fault.notAsterisk.todo': 'Check host and port in the settings; the usual port is 5038, or 5039 with TLS.',
  'fault.tlsUntrusted': 'The phone system’s certificate is not trusted, so nothing was sent.',
  'fault.tlsUntrusted.todo': 'Ask your administrator for the CA file and choose it in the settings.',
  'fault.tlsFailed': 'A secure connection could not be made.',
  'fault.tlsFailed.todo': 'Check that the port in the settings is the one for TLS, usually 5039.',
  'fault.loginRefused': 'The phone system did not accept the user name or the secret.',
  'fault.loginRefused.todo':
    'Enter them again in the settings. Offhook does not retry, so that the account is not locked.',
  'fault.loginInUse': 'This account is signed in elsewhere, and the phone system allows only one sign-in.',
  'fault.loginInUse.todo':
    'Close the other program, or ask your administrator for an account of your own (manager.conf: allowmultiplelogin). Offhook keeps trying.',
  'fault.secretMissing': 'The secret for the phone system is missing.',
  'fault.secretMissing.todo': 'Enter it in the settings.',
  'fault.keyringLocked': 'The secret for the phone system is in this computer’s keyring, which is locked.',
  'fault.keyringLocked.todo': 'Unlock it with its password, usually the one you sign in with.',
  'fault.rightsMissing': 'This account is not allowed to see or make calls.',
  'fault.rightsMissing.todo': 'Ask your administrator for the read and write rights “call,agent,originate”.',
  'fault.protocolBroken': 'The phone system sent something that Offhook does not understand.',
  'fault.protocolBroken.todo':
    'Offhook reconnects automatically. If it happens again, send the code to support.',
  'fault.settingsInvalid': 'The settings are incomplete.',
  'fault.settingsInvalid.todo': 'Open the settings and fill in the marked fields.',
  'fault.settingsLost': 'Your settings cannot be read: you get no calls.',
  'fault.settingsLost.todo':
    'Open the settings and enter your phone system again, or ask your administrator. The damaged file is kept.',
  'fault.recordingUnreadable': 'The recording cannot be read.',
  'fault.recordingUnreadable.todo':
    'Check the file in the settings, or clear it to connect to a phone system.',
  'fault.recordingEnded': 'The recording has ended.',
  'fault.recordingEnded.todo':
    '“Try now” plays it again; clear the file in the settings to connect to a phone system.',
  'fault.snapshotFailed': 'The phone system did not report the current calls.',
  'fault.snapshotFailed.todo':
    'Offhook tries again automatically. If this continues, the account may lack the right “call”.',
  'fault.internal': 'Something went wrong inside Offhook.',
  'fault.internal.todo': 'Offhook tries again automatically. If it happens again, send the code to support.',
} as const satisfies Record<`fault.${LinkFaultCode}` | `fault.${LinkFaultCode}.todo`, string>;
