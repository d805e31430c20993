import {
  phoneFaultCodes,
  type PhoneOrder,
  type PhoneOutcome,
  phoneOutcomes,
  type PhoneReport,
  type PhoneSetup,
  type PhoneView,
  silences,
} from '../phone/phone.ts';
import { ratings } from '../phone/quality.ts';
import { push, request, type Shapes } from './channel/channel.ts';
import { panel, phonePage } from './channel/pages.ts';

const report = ({ z }: Shapes): ReturnType<typeof reportOf> => reportOf(z);

function reportOf(z: Shapes['z']) {
  const registration = z.union([
    z.strictObject({ state: z.literal('registering') }),
    z.strictObject({ state: z.literal('registered') }),
    z.strictObject({
      state: z.literal('failed'),
      fault: z.strictObject({
        code: z.enum(phoneFaultCodes),
        detail: z.string().max(200).exactOptional(),
      }),
    }),
  ]);
  const amount = z.number().int().min(0).max(1_000_000);
  const quality = z.strictObject({
    rating: z.enum(ratings),
    lossPercent: amount,
    jitterMs: amount,
    roundTripMs: amount.exactOptional(),
  });
  const dialog = z.strictObject({
    sipCallId: z.string().min(1).max(256),
    state: z.enum(['ringing', 'up']),
    invitation: z.string().max(100).exactOptional(),
    silence: z.enum(silences).exactOptional(),
    quality: quality.exactOptional(),
  });
  return z.strictObject({
    registration,
    hasMicrophone: z.boolean(),
    dialogs: z.array(dialog).max(16),
  });
}

/** The phone in the app: between its page, which is never shown, and the main process. Only `phone:changed` is for people. */
export const phoneChannels = {
  /** With the password: it is for this page alone. `null`: nothing is set up yet. */
  'phone:setup': request<() => PhoneSetup | null>(phonePage),
  'phone:report': request<(report: PhoneReport) => void>(phonePage, (shapes) => [report(shapes)]),
  'phone:settle': request<(orderId: string, outcome: PhoneOutcome) => void>(phonePage, ({ z }) => [
    z.string().min(1).max(100),
    z.enum(phoneOutcomes),
  ]),
  'phone:order': push<PhoneOrder>(phonePage),
  /** A network came back, or the computer woke up: registers at once. */
  'phone:wake': push<null>(phonePage),
  /** How the phone is; `null`: the line's is another one. */
  'phone:changed': push<PhoneView | null>(panel),
};
