// The headers that keep the site to itself, by the path of a file in it: one list for whoever sends them. `tools/serve.mjs`
// and Vite's servers, the service worker, the `_headers` of the build, the `meta` element; docs/hosting.md is held to it by
// a test. Plain JavaScript, since the server runs before anything is installed. Measured: docs/adr/0012-policy.md.

/** What no part of the site uses, nor anything that could get into it. A wake lock is asked for while a job runs. */
const refused = [
  ...[
    'accelerometer',
    'camera',
    'display-capture',
    'encrypted-media',
    'geolocation',
    'gyroscope',
    'hid',
    'magnetometer',
  ],
  ...['microphone', 'midi', 'payment', 'publickey-credentials-get', 'serial', 'usb', 'xr-spatial-tracking'],
];

/** No two headers of `everywhere` and of `headersByKind` have one name: hosts join those that do. */
export const everywhere = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': [...refused.map((feature) => `${feature}=()`), 'screen-wake-lock=(self)'].join(', '),
};

/** The two that isolate a page in Chromium, Firefox and WebKit, and let it load its own files; workers need them too. */
const isolated = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Files of this site, and bytes that it made itself: nothing else is loaded, and nothing is sent anywhere. */
const ownAlone = ["default-src 'self'", "connect-src 'self' blob: data:", "object-src 'none'"];

/**
 * Where an engine has Trusted Types: a text that would become markup, script or the address of a script is refused, but for
 * what the one policy of that name lets through (`trusted-types.ts`).
 */
const typed = (policies) => ["require-trusted-types-for 'script'", `trusted-types ${policies}`];

/** Of documents: script comes from files alone and wasm may be compiled, text is never made script. */
const ofPages = [
  ...ownAlone,
  ...typed('default'),
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
];

/** A policy in a `meta` element: the same, but for what browsers read in a header alone. */
export const metaPolicy = ofPages.join('; ');

/** Of scripts, which matters where one is a worker's: a policy in `meta` does not bind workers. */
const ofWorkers = policy([...ownAlone, ...typed("'none'"), "script-src 'self' 'wasm-unsafe-eval'"]);

/** The headers of each kind of file, beside those of `everywhere`. */
export const headersByKind = {
  page: { ...isolated, ...policy([...ofPages, "frame-ancestors 'self'"]) },
  worker: { ...isolated, ...ofWorkers },
  /** The image workers and libvips' threads: its bindings make functions of text when they start, and start those threads. */
  engine: { ...isolated, ...policy([...ownAlone, "script-src 'self' 'wasm-unsafe-eval' 'unsafe-eval'"]) },
  /** Any site may frame this page. Chromium isolates it there by the first of these, the others where their host's page is. */
  frame: {
    'Document-Isolation-Policy': 'isolate-and-credentialless',
    ...isolated,
    'Cross-Origin-Resource-Policy': 'cross-origin',
    ...policy([...ofPages, 'frame-ancestors *']),
  },
  /** Opened by a frame in any page, which it has to know by its opener: an isolated page has none. */
  relay: { 'Cross-Origin-Resource-Policy': 'same-origin', ...policy([...ofPages, "frame-ancestors 'none'"]) },
  /** Any site may load this script; modules are asked for with CORS. */
  element: { 'Cross-Origin-Resource-Policy': 'cross-origin', 'Access-Control-Allow-Origin': '*' },
};

/**
 * Where the kinds of files lie, by their paths within the site; `*` stands at the end alone, and no two of these meet. What
 * is not named here is a page.
 * @type {readonly (readonly [string, keyof typeof headersByKind])[]}
 */
export const kindsByPath = [
  ['', 'page'],
  ['index.html', 'page'],
  ['reset.html', 'page'],
  ['assets/*', 'worker'],
  ['engine/*', 'engine'],
  ['sw.js', 'worker'],
  ['theme.js', 'worker'],
  ['embed.html', 'frame'],
  ['relay.html', 'relay'],
  ['many-hands.js', 'element'],
];

/**
 * The headers of one file of the site.
 * @param {string} path Within the site's folder: `assets/index.js`; empty for its first page.
 * @returns {Readonly<Record<string, string>>}
 */
export function headersOf(path) {
  const [, kind] = kindsByPath.find(([place]) => isAt(place, path)) ?? ['', 'page'];
  return { ...everywhere, ...headersByKind[kind] };
}

/** Whether a file may be kept by browsers for ever: its name holds a hash of what is in it. */
export function isNamedByHash(path) {
  return /^(?:assets|engine)\/.+-[\w-]{8}\.\w+$/.test(path);
}

function isAt(place, path) {
  return place.endsWith('*') ? path.startsWith(place.slice(0, -1)) : path === place;
}

function policy(directives) {
  return { 'Content-Security-Policy': directives.join('; ') };
}
