/** The layers of the house, as docs/ARCHITECTURE.md draws them: what each room may import. */

/** A room, and a pattern of all it may import besides itself. */
const rooms = {
  core: ['node_modules/(zod|jsonc-parser|clipper2-ts)', 'node_modules/wasm-vips'],
  pool: ['node_modules/comlink'],
  kernels: [],
  labels: ['src/core', 'node_modules/(yaml|saxes|fast-png)'],
  formats: ['src/core', 'node_modules/@zip.js'],
  sources: ['src/core', 'src/formats'],
  sinks: ['src/core', 'src/formats', 'src/desk/(label-)?api[.]ts$', 'node_modules/comlink'],
  worker: ['src/core', 'src/pool/(serve|let-go)[.]ts$', 'src/kernels', 'node_modules/(wasm-vips|comlink|@imagemagick)'],
  desk: ['src/core', 'src/labels', 'src/formats', 'src/sinks', 'src/pool/(serve|let-go)[.]ts$', 'node_modules/comlink'],
  job: ['src/(core|sources|sinks|pool)', 'src/(worker|desk)/((label-)?api|entry)[.]ts$'],
  app: [
    'src/(job|pool|core|sources|sinks|formats|pwa)',
    'src/embed/protocol',
    'src/(worker|desk)/((label-)?api|entry|compile|hand-over)[.]ts$',
    'node_modules',
  ],
  pwa: ['src/core/tier[.]ts$', 'node_modules/workbox'],
  'embed/element': ['src/embed/protocol[.]ts$', 'src/core/dataset/report[.]ts$'],
  'embed/window': ['src/(job|core)', 'src/worker/api[.]ts$', 'src/embed/frame/begun-crew[.]ts$'],
  'embed/frame': [
    'src/embed/protocol[.]ts$',
    'src/embed/window/far-crew[.]ts$',
    'src/embed/window/worker-window[.]ts$',
    'src/(job|pool|core|sources|sinks|pwa)',
    'src/app/(format|state/(about|threads))[.]ts$',
    'src/worker/compile[.]ts$',
    'package[.]json$',
  ],
};

/** Tests, and what is made for them alone. */
const isTest = '([.](test|long)[.]tsx?$|/testing/)';

/** `job` and `app` name workers by their types alone, or start them by address. */
const typesOnly = [
  {
    name: 'element-stays-small',
    comment: 'The element is loaded by pages that have no use of ours: of the rest of the house it has types alone.',
    severity: 'error',
    from: { path: '^src/embed/element/', pathNot: isTest },
    to: { path: '^src/core/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'protocol-by-itself',
    severity: 'error',
    from: { path: '^src/embed/protocol[.]ts$' },
    to: { path: '^(src|node_modules)/' },
  },
  {
    name: 'workers-by-type',
    comment: 'A worker is started by its address; its module is imported for its types alone.',
    severity: 'error',
    from: { path: '^src/(job|app|sinks)/', pathNot: isTest },
    to: {
      path: '^src/(worker|desk)/',
      pathNot: '^src/worker/(compile|hand-over)[.]ts$',
      dependencyTypesNot: ['type-only'],
    },
  },
  {
    name: 'vips-by-type-in-core',
    comment: 'The core runs without wasm.',
    severity: 'error',
    from: { path: '^src/core/', pathNot: isTest },
    to: { path: 'node_modules/wasm-vips', dependencyTypesNot: ['type-only'] },
  },
];

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '(^virtual:|[?]url$)' } },
    ...Object.entries(rooms).map(([room, may]) => ({
      name: `room-${room}`,
      severity: 'error',
      from: { path: `^src/${room}/`, pathNot: isTest },
      to: {
        path: '^(src|node_modules)/',
        pathNot: [`^src/${room}/`, ...may.map((path) => `^${path}`)],
      },
    })),
    ...typesOnly,
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'browser', 'default', 'types'] },
  },
};
