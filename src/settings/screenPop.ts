import { z } from 'zod';
import { readAddress } from '../pop/address.ts';
import { moments } from '../pop/moments.ts';
import { isAbsolutePath } from '../pop/program.ts';
import { popChoices, popDirections } from '../pop/rule.ts';

/** What runs a program of its own, shows files of this computer, or is for browsers alone: no page of a CRM is reached by it. */
const neverOpened = [
  'javascript',
  'vbscript',
  'data',
  'blob',
  'file',
  'filesystem',
  'about',
  'view-source',
  'chrome',
];

const scheme = z
  .string()
  .trim()
  .max(32)
  .regex(/^[a-z][a-z0-9+.-]+$/)
  .refine((name) => !neverOpened.includes(name));

/** Whatever placeholders and schemes the other settings allow: those are looked at where the template is used (`popAddress`). */
const address = z
  .string()
  .trim()
  .refine((text) => text === '' || isWellFormed(text), { params: { code: 'notATemplate' } });

const webhook = z
  .string()
  .max(500)
  .regex(
    /^(?:$|https:\/\/[^\s/?#@]+|http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?)(?:[/?][^\s#]*)?$/i,
  );

const file = z
  .string()
  .max(4096)
  .regex(/^\P{Cc}*$/u);

const queueName = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[^\s\p{C}&,|;"'`$\\(){}<>[\]]*$/u);

/** The settings of the screen pop; what each does is told in `docs/screen-pop.md`. */
export const screenPopFields = {
  /** Address of the page of a call, with places for its facts; empty: there is none. */
  popUrl: address.default(''),
  popWhen: z.enum(popChoices).default('ringing'),
  popDirection: z.enum(popDirections).default('incoming'),
  /** Only calls of these queues; empty: all. */
  popQueues: z.array(queueName).max(64).default([]),
  popSchemes: z.array(scheme).max(8).default(['https']),
  /** A program and its arguments; empty: none. */
  popProgram: z
    .array(
      z
        .string()
        .max(1000)
        .regex(/^\P{Cc}*$/u),
    )
    .max(32)
    .refine(([path]) => path === undefined || isAbsolutePath(path))
    .default([]),
  popProgramWhen: z.enum(popChoices).exclude(['button']).default('ringing'),
  /** Where the facts of each call are sent to; empty: nowhere. */
  webhookUrl: webhook.default(''),
  /** File with the key that they are signed with. */
  webhookKeyFile: file.default(''),
  /** File of a private certificate authority, PEM; empty: the public ones. */
  webhookCaFile: file.default(''),
  webhookMoments: z
    .array(z.enum(moments))
    .max(moments.length)
    .default([...moments]),
};

const draftText = z.string().max(8192);
const draftList = z.array(draftText).max(1024);

/** The same as the form hands them over. */
export const screenPopDraft = {
  popUrl: draftText,
  popWhen: z.enum(popChoices),
  popDirection: z.enum(popDirections),
  popQueues: draftList,
  popSchemes: draftList,
  popProgram: draftList,
  popProgramWhen: z.enum(popChoices).exclude(['button']),
  webhookUrl: draftText,
  webhookKeyFile: draftText,
  webhookCaFile: draftText,
  webhookMoments: z.array(z.enum(moments)).max(moments.length),
};

/** Only an administrator decides what is run, where calls are reported to, and what may be opened beside encrypted pages. */
export const policyOnlySettings = [
  'popSchemes',
  'popProgram',
  'popProgramWhen',
  'webhookUrl',
  'webhookKeyFile',
  'webhookCaFile',
  'webhookMoments',
] as const satisfies readonly (keyof typeof screenPopFields)[];

function isWellFormed(text: string): boolean {
  const own = /^[a-z][a-z0-9+.-]*/i.exec(text)?.[0].toLowerCase() ?? '';
  return !neverOpened.includes(own) && readAddress(text, { schemes: [own], isKnown: () => true }).ok;
}
