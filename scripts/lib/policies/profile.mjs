// @ts-check
// An example of a configuration profile of macOS that holds a policy.
// https://developer.apple.com/documentation/devicemanagement/managedpreferences
import { element, xml } from '../xml.mjs';

const DOCTYPE =
  '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n';

export const examplePolicy = {
  version: 1,
  by: 'IT Service Desk',
  preset: { queues: ['support'], afterCallWorkS: 30 },
  locked: {
    url: 'pbx.example.org',
    port: 5039,
    tls: true,
    userName: 'panel-${user}',
    messagingOrigins: ['https://crm.example.com'],
  },
  extensionByUser: { anna: '101', ben: '102' },
};

/** The profile; its user replaces those two UUIDs by new ones (`uuidgen`). */
export function mobileconfig() {
  const payload = (
    /** @type {string} */ type,
    /** @type {string} */ identifier,
    /** @type {string} */ uuid,
  ) => ({
    PayloadType: type,
    PayloadVersion: 1,
    PayloadIdentifier: identifier,
    PayloadUUID: uuid,
    PayloadDisplayName: 'Offhook',
  });
  const forced = { Forced: [{ mcx_preference_settings: examplePolicy }] };
  const profile = {
    ...payload('Configuration', 'org.example.offhook', '00000000-0000-4000-8000-000000000001'),
    PayloadScope: 'System',
    PayloadContent: [
      {
        ...payload(
          'com.apple.ManagedClient.preferences',
          'org.example.offhook.policy',
          '00000000-0000-4000-8000-000000000002',
        ),
        PayloadContent: { 'org.offhook.panel': forced },
      },
    ],
  };
  return xml(element('plist', { version: '1.0' }, [plist(profile)]), DOCTYPE);
}

/** @param {unknown} value @returns {import('../xml.mjs').Element} */
function plist(value) {
  if (Array.isArray(value)) return element('array', {}, value.map(plist));
  if (typeof value === 'boolean') return element(String(value));
  if (typeof value === 'number') return element('integer', {}, [String(value)]);
  if (typeof value !== 'object' || value === null) return element('string', {}, [String(value)]);
  const entries = Object.entries(value).flatMap(([key, held]) => [element('key', {}, [key]), plist(held)]);
  return element('dict', {}, entries);
}
