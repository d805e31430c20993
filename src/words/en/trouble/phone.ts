import type { PhoneFaultCode } from '../../../phone/phone.ts';

type PhoneFaultKey = `phone.fault.${PhoneFaultCode}`;

/** The phone in the app: how it is, what is wrong with it (`phone.fault.x`), and what to do about it (`phone.fault.x.todo`). */
export const phone = {
  'phone.registered': 'Phone ready',
  'phone.registering': 'Your phone is signing in…',
  'phone.goesOn': 'Your call goes on: the phone in this computer is connected.',
  'phone.noMicrophone': 'No microphone: the other party would not hear you.',
  'phone.noMicrophone.todo': 'Connect one, or allow Offhook to use it in the settings of this computer.',
  'phone.quality.good': 'Good sound',
  'phone.quality.fair': 'Fair sound',
  'phone.quality.poor': 'Poor sound',
  'phone.quality.numbers': 'Loss {loss} %, jitter {jitter} ms, round trip {roundTrip} ms',
  'phone.nothingArrives': 'Nothing is heard from the other party.',
  'phone.nothingArrives.todo': 'Ask whether they hear you. If it stays so, give your administrator the code.',
  'phone.noWay': 'No sound is getting through.',
  'phone.noWay.todo':
    'A firewall or VPN may block it. Try another network, or give your administrator the code.',
  'phone.fault': 'Your phone is not signed in, so no calls arrive.',
  'phone.fault.passwordMissing': 'The SIP password is missing.',
  'phone.fault.passwordMissing.todo': 'Enter it in the settings.',
  'phone.fault.keyringLocked': 'The SIP password is in this computer’s keyring, which is locked.',
  'phone.fault.keyringLocked.todo': 'Unlock it with its password, usually the one you sign in with.',
  'phone.fault.loginRefused': 'The phone system did not accept the SIP user or password.',
  'phone.fault.loginRefused.todo': 'Enter them again in the settings.',
  'phone.fault.registrationRefused': 'The phone system does not let this phone sign in.',
  'phone.fault.registrationRefused.todo':
    'Ask your administrator whether your extension is set up for this computer’s phone (WebRTC).',
  'phone.fault.addressUnknown': 'The phone’s address was not found.',
  'phone.fault.addressUnknown.todo': 'Check your network or VPN, then the address in the settings.',
  'phone.fault.unreachable': 'The phone system cannot be reached at the phone’s address.',
  'phone.fault.unreachable.todo':
    'Check your network or VPN. If this continues, check the address in the settings.',
  'phone.fault.certificateWrong':
    'The phone system’s certificate is not trusted or has expired, so nothing was sent.',
  'phone.fault.certificateWrong.todo':
    'Ask your administrator for the CA file and choose it in the settings, or for a new certificate.',
  'phone.fault.caUnreadable': 'The phone’s CA certificate file cannot be read.',
  'phone.fault.caUnreadable.todo': 'Choose it again in the settings.',
  'phone.fault.settingsIncomplete': 'The settings of the phone are incomplete.',
  'phone.fault.settingsIncomplete.todo': 'Open the settings and enter the host and your extension.',
} as const satisfies Readonly<Record<PhoneFaultKey | `${PhoneFaultKey}.todo`, string>> &
  Readonly<Record<string, string>>;
