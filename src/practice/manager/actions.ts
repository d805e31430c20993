import type { Field } from '../exchange/packets.ts';
import type { Pbx } from '../calls/pbx.ts';
import type { Action } from './action.ts';
import { callActions } from './callActions.ts';
import { originateActions } from './originateActions.ts';
import { queueActions } from './queueActions.ts';
import { type Reply, answer, error, permissionDenied } from './reply.ts';
import type { Request } from './request.ts';
import { stateActions } from './stateActions.ts';
import { transferActions } from './transferActions.ts';

const carriedOut: readonly Action[] = [
  ...callActions,
  ...originateActions,
  ...queueActions,
  ...stateActions,
  ...transferActions,
];

const byName = new Map(carriedOut.map((action) => [action.name.toLowerCase(), action]));

/** What the session itself answers, as ListCommands tells it. */
const sessionActions: readonly Pick<Action, 'name' | 'about'>[] = [
  { name: 'Challenge', about: 'Generate Challenge for MD5 Auth.  (Priv: <none>)' },
  { name: 'Events', about: 'Control Event Flow.  (Priv: <none>)' },
  { name: 'ListCommands', about: 'List available manager commands.  (Priv: <none>)' },
  { name: 'Login', about: 'Login Manager.  (Priv: <none>)' },
  { name: 'Logoff', about: 'Logoff Manager.  (Priv: <none>)' },
  { name: 'Ping', about: 'Keepalive command.  (Priv: <none>)' },
];

/** Actions that Asterisk has and that an account with no more than `call,agent,originate` may not use (93). */
const denied = new Set(
  `AGI AOCMessage Command ConfbridgeList ConfbridgeListRooms ConfbridgeStartRecord ConfbridgeStopRecord CoreSettings
  CoreShowChannelMap CoreShowChannels CoreStatus CreateConfig DBDel DBDelTree DBGet DBGetTree DBPut DialplanExtensionAdd
  DialplanExtensionRemove Filter GetConfig GetConfigJSON ListCategories LoggerRotate MessageSend MixMonitor ModuleCheck
  ModuleLoad PJSIPNotify PJSIPQualify PJSIPRegister PJSIPShowAors PJSIPShowAuths PJSIPShowContacts
  PJSIPShowEndpoint PJSIPShowEndpoints PJSIPShowRegistrationsInbound PJSIPShowRegistrationsOutbound
  PJSIPShowResourceLists PJSIPShowSubscriptionsInbound PJSIPShowSubscriptionsOutbound PJSIPUnregister Reload
  ShowDialPlan UpdateConfig UserEvent`
    .toLowerCase()
    .split(/\s+/),
);

export function perform(request: Request, pbx: Pbx): Reply {
  const name = request.get('Action');
  if (name === '') return error('Missing action in request');
  if (name.toLowerCase() === 'listcommands') return listCommands();
  const action = byName.get(name.toLowerCase());
  if (action !== undefined) return action.run(request, pbx);
  if (denied.has(name.toLowerCase())) return permissionDenied;
  return error(`Invalid/unknown command: ${name}. Use Action: ListCommands to show available commands.`);
}

function listCommands(): Reply {
  const fields = [...carriedOut, ...sessionActions]
    .map(({ name, about }): Field => [name, about])
    .sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  return answer(...fields);
}
