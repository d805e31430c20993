import { z } from 'zod';
import { type Settings, defaultSettings, settingsKeys } from './schema.ts';
import { isPolicyOnly, settingNames } from './table/fields.ts';
import { validateFields } from './validate.ts';

/** What the administrator of the computer decided for everyone on it. */
export interface Policy {
  /** Who decided, as the agent is to read it. Empty where there is no policy. */
  readonly by: string;
  /** In force until the agent chooses otherwise. */
  readonly preset: Partial<Settings>;
  /** In force whatever the agent chose. */
  readonly locked: Partial<Settings>;
}

export const noPolicy: Policy = { by: '', preset: {}, locked: {} };

/** What a value may stand for: who is logged in, and the variables of their session. */
export interface PolicyPlace {
  readonly user: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export type PolicyRead =
  | { readonly ok: true; readonly policy: Policy }
  /** For the administrator: what is wrong with it, never quoting values. */
  | { readonly ok: false; readonly detail: string };

const fileSchema = z.strictObject({
  version: z.literal(1),
  by: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .regex(/^\P{Cc}*$/u),
  preset: z.record(z.string(), z.unknown()).default({}),
  locked: z.record(z.string(), z.unknown()).default({}),
  extensionByUser: z.record(z.string(), z.string()).default({}),
});

/** Reads the text of a policy, in JSON. */
export function parsePolicy(text: string, place: PolicyPlace): PolicyRead {
  let json: unknown;
  try {
    // Windows editors put a byte order mark before it.
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { ok: false, detail: 'not JSON' };
  }
  return toPolicy(json, place);
}

/** Takes a policy whole or not at all: half of one would leave open what was meant to be closed. */
export function toPolicy(given: unknown, place: PolicyPlace): PolicyRead {
  const parsed = fileSchema.safeParse(given);
  if (!parsed.success) {
    const detail = parsed.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`).join(', ');
    return { ok: false, detail };
  }
  const { by, preset, locked, extensionByUser } = parsed.data;
  const extension = extensionOf(place.user, extensionByUser);
  const parts = [
    ['preset', preset],
    ['locked', { ...locked, ...extension }],
  ] as const;
  const read = parts.map(([name, values]) => valuesOf(name, values, place));
  const wrong = read.flatMap(({ errors }) => errors);
  if (wrong.length > 0) return { ok: false, detail: wrong.join(', ') };
  const [presetRead, lockedRead] = read;
  return { ok: true, policy: { by, preset: presetRead?.values ?? {}, locked: lockedRead?.values ?? {} } };
}

/** Windows does not tell `Anna` from `anna`, and no one gives both names to two people. */
function extensionOf(user: string, byUser: Readonly<Record<string, string>>): Partial<Settings> {
  const entry = Object.entries(byUser).find(([name]) => name.toLowerCase() === user.toLowerCase());
  return entry === undefined ? {} : { extension: entry[1] };
}

function valuesOf(
  part: string,
  raw: Readonly<Record<string, unknown>>,
  place: PolicyPlace,
): { readonly values: Partial<Settings>; readonly errors: readonly string[] } {
  const filled = Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, fill(value, place)]));
  const validation = validateFields(filled);
  const unknown = Object.keys(raw).filter((key) => key === 'version' || !isSetting(key));
  if (!validation.ok || unknown.length > 0) {
    const fields = validation.ok ? [] : validation.fields.filter(({ path }) => !unknown.includes(path));
    return {
      values: {},
      errors: [
        ...unknown.map((key) => `${part}.${key}: unknownField`),
        ...fields.map(({ path, code }) => `${part}.${path}: ${code}`),
      ],
    };
  }
  return { values: pick(validation.settings, Object.keys(raw)), errors: [] };
}

/** `${user}` and `${env:NAME}` in a text; a variable that is not set is nothing. */
function fill(value: unknown, { user, env }: PolicyPlace): unknown {
  if (Array.isArray(value)) return value.map((entry) => fill(entry, { user, env }));
  if (typeof value !== 'string') return value;
  return value
    .replaceAll('${user}', () => user)
    .replaceAll(/\$\{env:(\w+)\}/g, (_all, name: string) => env[name] ?? '');
}

function isSetting(key: string): key is keyof Settings {
  return (settingsKeys as readonly string[]).includes(key);
}

/** These settings and no others. */
export function pick(settings: Settings, keys: readonly string[]): Partial<Settings> {
  return Object.fromEntries(Object.entries(settings).filter(([key]) => keys.includes(key)));
}

/** What only the administrator decides: what they locked, and what is never the agent's, as they want it or as it comes. */
export function lockedBy({ preset, locked }: Policy): Partial<Settings> {
  const theirs: Partial<Settings> = { ...preset, ...locked };
  return { ...pick({ ...defaultSettings, ...theirs }, settingNames.filter(isPolicyOnly)), ...locked };
}

/** Settings that are not as they are locked. */
export function contradicted(settings: Settings, policy: Policy): readonly (keyof Settings)[] {
  const locked = lockedBy(policy);
  return settingsKeys.filter((key) => key in locked && !isSame(settings[key], locked[key]));
}

/** Without what is locked, and without what is as it is preset: so that a change of the policy reaches everyone. */
export function ownOf(settings: Settings, policy: Policy): Partial<Settings> {
  const { preset } = policy;
  const locked = lockedBy(policy);
  const isOwn = (key: keyof Settings): boolean =>
    !(key in locked) && !(key in preset && isSame(settings[key], preset[key]));
  return pick(settings, settingsKeys.filter(isOwn));
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
