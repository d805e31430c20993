/** `offhook-client`: what a CRM page, or a program, needs to use the telephone line of this computer. */
export {
  type CallEventName,
  OffhookClient,
  type OffhookClientEvents,
  type OffhookClientOptions,
  OffhookError,
  type WebSocketLike,
} from './client.ts';
export { featureBit, type WireCall, wireState, type WireState } from '../protocol.ts';
