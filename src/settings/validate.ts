import { isIP } from 'node:net';
import type { z } from 'zod';
import {
  type Settings,
  type SettingsFieldCode,
  type SettingsFieldError,
  type SettingsWarning,
  settingsSchema,
} from './schema.ts';

export type Validation =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly fields: readonly SettingsFieldError[] };

/** Each field alone; a field that is wrong in two ways is reported once. Absent fields take their defaults. */
export function validateFields(input: unknown): Validation {
  const parsed = settingsSchema.safeParse(input);
  if (parsed.success) return { ok: true, settings: parsed.data };
  const fields = new Map<string, SettingsFieldCode>();
  for (const { path, code } of parsed.error.issues.flatMap(fieldErrors)) {
    if (!fields.has(path)) fields.set(path, code);
  }
  return { ok: false, fields: [...fields].map(([path, code]) => ({ path, code })) };
}

/** What is accepted but not obeyed, or obeyed with a warning. */
export function warningsOf(
  settings: Settings,
  unknownKeys: readonly string[] = [],
): readonly SettingsWarning[] {
  const connects = settings.url !== '' && settings.filePath === '';
  const warnings: readonly (readonly [boolean, SettingsWarning])[] = [
    [!settings.asyncOriginate, 'asyncOriginateNotObeyed'],
    [settings.filePath !== '', 'replayingFile'],
    [connects && !settings.tls && !isLoopback(settings.url), 'plainTextConnection'],
    [unknownKeys.length > 0, 'unknownSettingsKept'],
  ];
  return warnings.filter(([applies]) => applies).map(([, warning]) => warning);
}

/** On this machine itself the wire cannot be tapped. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function fieldErrors(issue: z.core.$ZodIssue): readonly SettingsFieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((path) => ({ path, code: 'unknownField' as const }));
  }
  return [{ path: String(issue.path[0] ?? ''), code: codeOf(issue) }];
}

function codeOf(issue: z.core.$ZodIssue): SettingsFieldCode {
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array' ? 'tooLong' : 'outOfRange';
    case 'too_small':
      return issue.origin === 'string' ? 'required' : 'outOfRange';
    case 'invalid_format':
      return 'badCharacters';
    case 'custom':
      return (issue.params?.code as SettingsFieldCode | undefined) ?? 'badValue';
    case 'invalid_type':
      return issue.expected === 'int' || issue.expected === 'number' ? 'outOfRange' : 'badValue';
    default:
      return 'badValue';
  }
}
