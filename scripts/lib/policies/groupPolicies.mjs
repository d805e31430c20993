// @ts-check
// The administrative templates of Windows (ADMX, and ADML for each language) for the settings: one policy per setting to lock it and one
// to preset it, each of the type of value that src/settings/registryPolicy.ts reads.
// https://learn.microsoft.com/openspecs/windows_protocols/ms-gpreg/6e10478a-e9e6-4fdc-a1f6-bdd9bd7f2209
import { element, xml } from '../xml.mjs';

/**
 * @typedef {import('./shapes.mjs').SettingShape} SettingShape
 * @typedef {Readonly<Record<string, SettingShape>>} Shapes
 * @typedef {Readonly<Record<string, unknown>>} Words the catalogue of a language
 */

const KEY = 'SOFTWARE\\Policies\\Offhook';
const NAMESPACE = 'http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions';
/** Registry values of a policy are one line in its editor; longer ones than this are cut there. */
const LONGEST_TEXT = 1023;

const frame = {
  en: {
    product: 'Offhook',
    locked: 'Locked settings',
    preset: 'Preset settings',
    by: 'Who decided',
    byHelp:
      'Shown to the agent beside what is locked. Needed: without it none of the other policies is in force.',
    users: 'Extension by login name',
    usersHelp:
      'Gives the one who is logged in their extension, and locks it. Name of the value: the login name; value: the extension.',
    lockedHelp:
      'In force whatever the agent chose; shown in the settings window, where it cannot be changed.',
    presetHelp: 'In force until the agent chooses otherwise.',
    default: 'Without this:',
    nothing: 'empty',
    supported: 'Offhook for Windows',
    value: 'Value',
    lines: 'One per line',
  },
  de: {
    product: 'Offhook',
    locked: 'Gesperrte Einstellungen',
    preset: 'Vorgegebene Einstellungen',
    by: 'Wer entschieden hat',
    byHelp: 'Wird neben dem gezeigt, was gesperrt ist. Nötig: Ohne dies gilt keine der anderen Richtlinien.',
    users: 'Nebenstelle nach Anmeldename',
    usersHelp:
      'Gibt der angemeldeten Person ihre Nebenstelle und sperrt sie. Name des Werts: der Anmeldename; Wert: die Nebenstelle.',
    lockedHelp:
      'Gilt, was auch immer am Arbeitsplatz gewählt wurde; im Einstellungsfenster zu sehen, dort nicht zu ändern.',
    presetHelp: 'Gilt, bis am Arbeitsplatz anders gewählt wird.',
    default: 'Ohne dies:',
    nothing: 'leer',
    supported: 'Offhook für Windows',
    value: 'Wert',
    lines: 'Je Zeile einer',
  },
};

/** @param {Shapes} shapes */
const policiesOf = (shapes) =>
  /** @type {const} */ (['locked', 'preset']).flatMap((part) =>
    Object.entries(shapes).map(([name, shape]) => ({ part, name, shape, id: `${part}_${name}` })),
  );

/** @param {Shapes} shapes */
export function admx(shapes) {
  const category = (/** @type {string} */ name, /** @type {string} */ parent) =>
    element('category', { name, displayName: `$(string.${name})` }, [
      ...(parent === '' ? [] : [element('parentCategory', { ref: parent })]),
    ]);
  return xml(
    element('policyDefinitions', { xmlns: NAMESPACE, revision: '1.0', schemaVersion: '1.0' }, [
      element('policyNamespaces', {}, [
        element('target', { prefix: 'offhook', namespace: 'Offhook.Policies.Offhook' }),
      ]),
      element('resources', { minRequiredRevision: '1.0' }),
      element('supportedOn', {}, [
        element('definitions', {}, [
          element('definition', { name: 'supported', displayName: '$(string.supported)' }),
        ]),
      ]),
      element('categories', {}, [
        category('product', ''),
        category('locked', 'product'),
        category('preset', 'product'),
      ]),
      element('policies', {}, [
        policy('by', 'product', KEY, undefined, [
          element('elements', {}, [
            element('text', { id: 'by_value', valueName: 'by', required: 'true', maxLength: 80 }),
          ]),
        ]),
        policy('users', 'product', KEY, undefined, [
          element('elements', {}, [
            element('list', { id: 'users_value', key: `${KEY}\\extensionByUser`, explicitValue: 'true' }),
          ]),
        ]),
        ...policiesOf(shapes).map(({ part, name, shape, id }) => {
          const key = `${KEY}\\${part}`;
          if (shape.type !== 'switch')
            return policy(id, part, key, undefined, [
              element('elements', {}, [valueElement(`${id}_value`, name, shape)]),
            ]);
          return policy(id, part, key, name, [
            element('enabledValue', {}, [element('decimal', { value: 1 })]),
            element('disabledValue', {}, [element('decimal', { value: 0 })]),
          ]);
        }),
      ]),
    ]),
  );
}

/**
 * @param {string} id @param {string} parent @param {string} key
 * @param {string | undefined} valueName where enabled and disabled are the values; else there is something to fill in
 * @param {readonly import('../xml.mjs').Element[]} values
 */
function policy(id, parent, key, valueName, values) {
  return element(
    'policy',
    {
      name: id,
      class: 'Machine',
      displayName: `$(string.${id})`,
      explainText: `$(string.${id}_help)`,
      ...(valueName === undefined ? { presentation: `$(presentation.${id})` } : {}),
      key,
      ...(valueName === undefined ? {} : { valueName }),
    },
    [element('parentCategory', { ref: parent }), element('supportedOn', { ref: 'supported' }), ...values],
  );
}

/** @param {string} id @param {string} valueName @param {SettingShape} shape @returns {import('../xml.mjs').Element} */
function valueElement(id, valueName, shape) {
  const common = { id, valueName, required: 'true' };
  switch (shape.type) {
    case 'number':
      return element('decimal', { ...common, minValue: shape.from, maxValue: shape.to });
    case 'list':
      return element('multiText', common);
    case 'text':
      return element('text', { ...common, maxLength: Math.min(shape.max, LONGEST_TEXT) });
    case 'choice': {
      const items = shape.of.map((choice) =>
        element('item', { displayName: `$(string.${choiceId(valueName, choice)})` }, [
          element('value', {}, [element('string', {}, [choice])]),
        ]),
      );
      return element('enum', common, items);
    }
    case 'switch':
      throw new TypeError('a switch has no value to fill in');
  }
}

/** @param {string} name @param {string} choice */
const choiceId = (name, choice) => `${name}_choice_${choice.replaceAll(/\W/g, '')}`;

/** @param {Shapes} shapes @param {Words} words @param {keyof typeof frame} language */
export function adml(shapes, words, language) {
  const own = frame[language];
  const word = (/** @type {string} */ key) => {
    const found = words[key];
    return typeof found === 'string' ? found : '';
  };
  const string = (/** @type {string} */ id, /** @type {string} */ text) => element('string', { id }, [text]);
  const strings = [
    string('product', own.product),
    string('locked', own.locked),
    string('preset', own.preset),
    string('supported', own.supported),
    string('by', own.by),
    string('by_help', own.byHelp),
    string('users', own.users),
    string('users_help', own.usersHelp),
    ...policiesOf(shapes).flatMap(({ part, name, shape, id }) => {
      const label = word(`settings.${name}`);
      const help = [
        word(`settings.${name}.hint`),
        part === 'locked' ? own.lockedHelp : own.presetHelp,
        `${own.default} ${shownDefault(shape.initial) || own.nothing}`,
      ];
      return [
        string(id, label === '' || label === name ? name : `${name}: ${label}`),
        string(`${id}_help`, help.filter((line) => line !== '').join('\n\n')),
      ];
    }),
    ...Object.entries(shapes).flatMap(([name, shape]) =>
      (shape.type === 'choice' ? shape.of : []).map((choice) => {
        const meaning = word(`settings.${name}.${choice}`);
        return string(choiceId(name, choice), meaning === '' ? choice : `${choice}: ${meaning}`);
      }),
    ),
  ];
  const presentation = (/** @type {string} */ id, /** @type {import('../xml.mjs').Element} */ box) =>
    element('presentation', { id }, [box]);
  return xml(
    element('policyDefinitionResources', { xmlns: NAMESPACE, revision: '1.0', schemaVersion: '1.0' }, [
      element('displayName', {}, [own.product]),
      element('description', {}, [own.supported]),
      element('resources', {}, [
        element('stringTable', {}, strings),
        element('presentationTable', {}, [
          presentation('by', textBox('by_value', own.value)),
          presentation('users', element('listBox', { refId: 'users_value' }, [own.users])),
          ...policiesOf(shapes)
            .filter(({ shape }) => shape.type !== 'switch')
            .map(({ id, shape }) => presentation(id, box(`${id}_value`, shape, own))),
        ]),
      ]),
    ]),
  );
}

/**
 * @param {string} refId @param {SettingShape} shape @param {{ value: string, lines: string }} own
 * @returns {import('../xml.mjs').Element}
 */
function box(refId, shape, own) {
  switch (shape.type) {
    case 'number':
      return element('decimalTextBox', { refId, defaultValue: shape.initial }, [own.value]);
    case 'list':
      return element('multiTextBox', { refId }, [own.lines]);
    case 'text':
      return textBox(refId, own.value);
    case 'choice': {
      const defaultItem = shape.of.indexOf(shape.initial);
      return element('dropdownList', { refId, noSort: 'true', defaultItem }, [own.value]);
    }
    case 'switch':
      throw new TypeError('a switch has no box');
  }
}

/** @param {string} refId @param {string} label */
const textBox = (refId, label) => element('textBox', { refId }, [element('label', {}, [label])]);

/** @param {unknown} value */
const shownDefault = (value) => (Array.isArray(value) ? value.join(', ') : String(value));
