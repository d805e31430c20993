const tests = '\\.(test|bench)\\.tsx?$';

// The rooms of the house and the doors between them; the table is explained in docs/architecture.md.
const room = (name, path, mayImport) => ({
  name: `room-${name}`,
  severity: 'error',
  comment: `${path} may import only: ${[path, ...mayImport].join(', ')}`,
  from: { path: `^${path}`, pathNot: [tests, '/testing/'] },
  to: { path: '^(src|main|renderer|demo|e2e)/', pathNot: [path, ...mayImport].map((p) => `^${p}`) },
});

// The rooms inside src/asterisk: what is the PBX's (pbx, dialect) knows no line.
const asterisk = (name, mayImport) =>
  room(`asterisk-${name}`, `src/asterisk/${name}/`, [
    'src/ami/',
    'src/cti/',
    'src/phone/',
    'src/world/',
    ...mayImport.map((other) => `src/asterisk/${other}/`),
  ]);

/**
 * The rooms inside a room, each with those beside it that it may import: no arrow leads back up. Files in the room itself put the
 * rooms together and may import them all.
 */
const rooms = (base, table) => [
  ...Object.entries(table).map(([name, mayImport]) => {
    const own = [name, ...mayImport].map((other) => `^${base}${other}/`);
    return {
      name: `room-${base}${name}`,
      severity: 'error',
      comment: `${base}${name}/ may import of ${base} only: ${[name, ...mayImport].join(', ')}`,
      from: { path: `^${base}${name}/`, pathNot: [tests, '/testing/'] },
      to: { path: `^${base}`, pathNot: own },
    };
  }),
  {
    name: `room-${base}*`,
    severity: 'error',
    comment: `a room of ${base} has a line in the table`,
    from: {
      path: `^${base}[^/]+/`,
      pathNot: [tests, '/testing/', ...Object.keys(table).map((name) => `^${base}${name}/`)],
    },
    to: { path: `^${base}` },
  },
];

/** What every view of the panel stands on. */
const panelBelow = ['parts', 'line', 'state', 'press', 'model'];

/** What every part of the app stands on. */
const mainBelow = ['base', 'ipc', 'os'];

const unitTests = { pathNot: [tests, '/testing/'] };

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    room('ami', 'src/ami/', []),
    room('cti', 'src/cti/', []),
    room('world', 'src/world/', ['src/ami/', 'src/cti/']),
    room('phone', 'src/phone/', ['src/world/']),
    room('asterisk', 'src/asterisk/', ['src/ami/', 'src/cti/', 'src/phone/', 'src/world/']),
    asterisk('options', []),
    asterisk('dialect', []),
    asterisk('pbx', ['options', 'dialect']),
    asterisk('recording', ['options', 'dialect', 'pbx']),
    asterisk('calls/story', ['pbx', 'dialect']),
    asterisk('calls', ['pbx', 'dialect', 'options']),
    asterisk('agent', ['calls', 'pbx', 'dialect', 'options', 'controls/control']),
    asterisk('floor', ['agent', 'calls', 'pbx', 'dialect', 'options', 'recording', 'controls/control']),
    asterisk('controls/control', ['calls', 'pbx', 'dialect', 'options']),
    asterisk('controls', ['calls', 'pbx', 'dialect', 'options']),
    room('messaging', 'src/messaging/', ['src/cti/']),
    room('pop', 'src/pop/', ['src/cti/']),
    room('settings', 'src/settings/', [
      'src/cti/',
      'src/directory/ldapAddress\\.ts',
      'src/pop/',
      'src/world/',
    ]),
    // Plain data and plain functions, which the pages import as well.
    room('settings-table', 'src/settings/table/', ['src/cti/', 'src/directory/ldapAddress\\.ts', 'src/pop/']),
    room('practice', 'src/practice/', ['src/ami/']),
    room('directory', 'src/directory/', ['src/cti/', 'src/world/']),
    room('history', 'src/history/', ['src/cti/', 'src/directory/', 'src/world/']),
    room('ipc', 'src/ipc/', [
      'src/cti/',
      'src/phone/(phone|quality)\\.ts',
      'src/pop/',
      'src/settings/',
      'src/directory/[^/]+\\.ts',
      'src/history/[^/]+\\.ts',
    ]),
    room('cli', 'src/cli/', ['src/']),
    room('main', 'main/', ['src/']),
    room('words', 'src/words/', ['src/cti/', 'src/phone/phone\\.ts', 'src/pop/']),
    room('demo', 'demo/', ['src/messaging/client/']),
    room('renderer', 'renderer/', [
      'src/cti/',
      'src/directory/(contact|fold|ldapAddress)\\.ts',
      'src/ipc/',
      'src/phone/(phone|quality)\\.ts',
      'src/pop/',
      'src/settings/table/',
      'src/words/',
    ]),
    ...rooms('main/', {
      actions: [],
      os: [],
      windows: [],
      ipc: ['windows'],
      commandLine: ['actions'],
      log: ['commandLine'],
      base: ['ipc', 'log', 'windows'],
      directory: [...mainBelow, 'keyring'],
      favourites: [...mainBelow, 'line', 'settings'],
      history: [...mainBelow, 'commandLine', 'directory', 'line', 'windows'],
      keyring: mainBelow,
      settings: [...mainBelow, 'keyring', 'windows'],
      phone: [...mainBelow, 'keyring', 'windows'],
      line: [...mainBelow, 'directory', 'keyring', 'phone', 'settings'],
      messaging: [...mainBelow, 'keyring', 'line'],
      pop: mainBelow,
      shortcuts: mainBelow,
      support: [...mainBelow, 'directory', 'line', 'log', 'phone', 'settings'],
      system: mainBelow,
      updates: mainBelow,
      tray: ['actions', 'os'],
      ringing: ['actions', 'os', 'windows'],
      desktop: [
        ...mainBelow,
        'actions',
        'commandLine',
        'line',
        'ringing',
        'settings',
        'shortcuts',
        'tray',
        'windows',
      ],
      palette: [
        ...mainBelow,
        'actions',
        'desktop',
        'directory',
        'line',
        'ringing',
        'settings',
        'shortcuts',
        'windows',
      ],
    }),
    ...rooms('renderer/', {
      parts: [],
      line: ['parts'],
      state: ['parts', 'line'],
      press: ['parts', 'line', 'state'],
      model: ['parts', 'line', 'state', 'press'],
      dial: panelBelow,
      notes: panelBelow,
      call: [...panelBelow, 'dial', 'notes'],
      agent: [...panelBelow, 'call'],
      recent: [...panelBelow, 'dial'],
      favourites: [...panelBelow, 'recent'],
      pages: panelBelow,
      updates: panelBelow,
      panel: [...panelBelow, 'agent', 'call', 'dial', 'favourites', 'notes', 'pages', 'recent', 'updates'],
      ringing: ['parts', 'line', 'state', 'call'],
      support: ['parts'],
      history: ['parts', 'line', 'dial', 'recent', 'support'],
      palette: ['parts'],
      phone: [],
      settings: ['parts', 'line', 'state', 'ringing'],
    }),
    ...rooms('renderer/settings/', {
      model: [],
      parts: ['model'],
      rows: ['model', 'parts'],
      sections: ['model', 'parts', 'rows'],
      setUp: ['model', 'parts', 'rows', 'sections'],
      find: ['model', 'parts', 'rows', 'sections'],
    }),
    {
      name: 'ami-is-node-only',
      severity: 'error',
      from: { path: '^src/(ami|cti|settings/table)/', ...unitTests },
      to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer'] },
    },
    {
      name: 'cti-is-pure',
      severity: 'error',
      from: { path: '^src/cti/', ...unitTests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'src-without-electron',
      severity: 'error',
      from: { path: '^(src|renderer)/' },
      to: { path: '^(node_modules/)?electron' },
    },
    {
      name: 'fixtures-for-tests-only',
      severity: 'error',
      from: { path: '^(src|main|renderer)/', pathNot: [tests, '/testing/'] },
      to: { path: ['/testing/', '/fixtures/'] },
    },
    {
      name: 'only-what-is-shipped',
      comment:
        'What the app imports is one of the `dependencies`: licences and bill of materials go by them. Electron is the runtime.',
      severity: 'error',
      from: { path: '^(src|main|renderer)/', pathNot: [tests, '/testing/'] },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only'],
        pathNot: '^(node_modules/)?(electron|@types)(/|$)',
      },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^electron|\\?' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.css'],
    },
  },
};
