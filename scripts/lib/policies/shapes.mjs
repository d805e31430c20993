// @ts-check
// What a setting is to Windows: a switch, a number, a text, one of some words, or several texts.

/**
 * @typedef {import('../../../src/settings/table/field.ts').Field} Field
 * @typedef {{ readonly type: 'switch', readonly initial: boolean }
 *   | { readonly type: 'number', readonly from: number, readonly to: number, readonly initial: number }
 *   | { readonly type: 'text', readonly max: number, readonly initial: string }
 *   | { readonly type: 'choice', readonly of: readonly string[], readonly initial: string }
 *   | { readonly type: 'list', readonly initial: readonly string[] }} SettingShape
 */

/** @param {Field} field @returns {SettingShape} */
export function shapeOf(field) {
  switch (field.kind) {
    case 'switch':
      return { type: 'switch', initial: field.initial };
    case 'number':
      return { type: 'number', from: field.from, to: field.to, initial: field.initial };
    case 'percent':
      return { type: 'number', from: 0, to: 100, initial: field.initial };
    case 'choice':
      return { type: 'choice', of: field.of, initial: field.initial };
    case 'selection':
    case 'list':
    case 'names':
    case 'command':
      return { type: 'list', initial: field.initial };
    default:
      return { type: 'text', max: field.max, initial: field.initial };
  }
}
