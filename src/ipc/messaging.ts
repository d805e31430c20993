import { push, request, type Shapes } from './channel/channel.ts';
import { panel, panelAndSettings, settingsWindow } from './channel/pages.ts';

/** How the service for CRM pages stands. */
export type MessagingState =
  | { readonly state: 'off' }
  | { readonly state: 'listening'; readonly port: number; readonly secure: boolean }
  /** Tried again at `retryAt` (wall clock, ms since 1970), where that can help. */
  | {
      readonly state: 'failed';
      readonly port: number;
      readonly code: MessagingFaultCode;
      readonly detail: string;
      readonly retryAt?: number;
    };

export type MessagingFaultCode = 'portTaken' | 'portNotAllowed' | 'certificateUnusable' | 'serviceFailed';

/** What the agent decides about the pages of an origin. */
export type OriginDecision = 'allow' | 'allowToday' | 'never';

export interface DecidedOrigin {
  readonly origin: string;
  readonly decision: OriginDecision;
  /** Wall clock, ms since 1970. */
  readonly decidedAt: number;
}

/**
 * What the agent is asked. `name` is whose page it is, as people see it; without one it is a program that showed the token. `site` is what
 * *Never* is said to.
 */
export type PageQuestion =
  | { readonly kind: 'connect'; readonly origin: string; readonly name: string; readonly site: string }
  | { readonly kind: 'dial'; readonly id: string; readonly number: string; readonly name?: string };

/** A number that a page or a program asked for, and what became of it. */
export interface DialledByPage {
  /** Wall clock, ms since 1970. */
  readonly at: number;
  /** Origin of the page; empty for a program. */
  readonly from: string;
  readonly number: string;
  readonly outcome: 'dialled' | 'denied' | 'refused';
}

/** Everything about the service that windows show; told as a whole whenever something of it changes. */
export interface MessagingView {
  readonly service: MessagingState;
  readonly questions: readonly PageQuestion[];
  readonly decided: readonly DecidedOrigin[];
  /** Latest first. */
  readonly dialled: readonly DialledByPage[];
}

/** Whose page it is: scheme, host and port, as browsers write them (RFC 6454). */
const origin = ({ z }: Shapes) =>
  z
    .string()
    .max(300)
    .regex(/^https?:\/\/[^\s/?#@]+$/);

/** The service for CRM pages. */
export const messagingChannels = {
  'messaging:read': request<() => MessagingView>(panelAndSettings),
  /** The agent's answer about a page, asked for or changed in the settings. */
  'messaging:decide': request<(origin: string, decision: OriginDecision) => void>(
    panelAndSettings,
    (shapes) => [origin(shapes), shapes.z.enum(['allow', 'allowToday', 'never'])],
  ),
  /** Takes a decision back: the origin is asked about again. */
  'messaging:revoke': request<(origin: string) => void>(settingsWindow, (shapes) => [origin(shapes)]),
  /** The agent's answer about a number; one that is not asked about any more is answered in vain. */
  'messaging:answerDial': request<(id: string, mayDial: boolean) => void>(panel, ({ z, callId }) => [
    callId,
    z.boolean(),
  ]),
  /** The token for programs; made when there is none yet, or another one in its place. `null`: the system does not give it out. */
  'messaging:token': request<(wish: 'show' | 'renew') => string | null>(settingsWindow, ({ z }) => [
    z.enum(['show', 'renew']),
  ]),
  'messaging:changed': push<MessagingView>(panelAndSettings),
};
