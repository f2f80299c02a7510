import { everywhere, headersByKind, kindsByPath } from '../../src/pwa/policy.mjs';

const keptForEver = 'public, max-age=31536000, immutable';

/** Paths of files that are no pages, by their ends, for a site in any folder. */
const named = kindsByPath.filter(([path, kind]) => kind !== 'page' && path !== '');
const kinds = Object.entries(headersByKind);
const names = [...new Set(kinds.flatMap(([, headers]) => Object.keys(headers)))];

/** Each variable is the value of one header; nginx sends none whose value is empty. */
export function nginx(): string {
  const variable = (name: string) => `$many_hands_${name.toLowerCase().replaceAll('-', '_')}`;
  return [
    '# In `server`, or in the `location` of the site’s folder:',
    ...Object.entries(everywhere).map(([name, value]) => `add_header ${name} "${value}" always;`),
    ...names.map((name) => `add_header ${name} ${variable(name)} always;`),
    'add_header Cache-Control $many_hands_cache;',
    'gzip on;',
    'gzip_types text/css text/javascript application/javascript application/json application/wasm application/manifest+json;',
    '',
    '# Outside of `server`:',
    'map $uri $many_hands_kind {',
    ...named.map(([path, kind]) => `    ~${pattern(path)} ${kind};`),
    '    default page;',
    '}',
    ...names.flatMap((name) => [
      `map $many_hands_kind ${variable(name)} {`,
      ...kinds.flatMap(([kind, headers]) => (headers[name] === undefined ? [] : [`    ${kind} "${headers[name]}";`])),
      '    default "";',
      '}',
    ]),
    'map $uri $many_hands_cache {',
    `    ~/(assets|engine)/ "${keptForEver}";`,
    '    default "no-cache";',
    '}',
  ].join('\n');
}

/** No two matchers meet. */
export function caddy(): string {
  const placesOf = (kind: string) => named.flatMap(([path, own]) => (own === kind ? [`*/${path}`] : []));
  return [
    'example.org {',
    '    root * /srv/manyhands',
    '    encode zstd gzip',
    ...block('header', everywhere),
    ...kinds.flatMap(([kind, headers]) => [
      kind === 'page'
        ? `    @page not path ${named.map(([path]) => `*/${path}`).join(' ')}`
        : `    @${kind} path ${placesOf(kind).join(' ')}`,
      ...block(`header @${kind}`, headers),
    ]),
    // Of files that are there alone: an answer that one is missing must not be kept.
    '    @hashed {',
    '        path */assets/* */engine/*',
    '        file',
    '    }',
    `    header @hashed Cache-Control "${keptForEver}"`,
    '    @other not path */assets/* */engine/*',
    '    header @other Cache-Control no-cache',
    // Caddy's types are those of its machine.
    '    @manifest path *.webmanifest',
    '    header @manifest Content-Type application/manifest+json',
    '    file_server',
    '}',
  ].join('\n');
}

function block(start: string, headers: Readonly<Record<string, string>>): string[] {
  return [`    ${start} {`, ...Object.entries(headers).map(([name, value]) => `        ${name} "${value}"`), '    }'];
}

/** What pages get is set for all; each other kind sets its own, and unsets what it lacks. */
export function apache(): string {
  const set = (headers: Readonly<Record<string, string>>, indent = '') =>
    Object.entries(headers).map(([name, value]) => `${indent}Header always set ${name} "${value}"`);
  return [
    ...set({ ...everywhere, ...headersByKind.page }),
    ...named.flatMap(([path, kind]) => [
      `<If "%{REQUEST_URI} =~ m#${pattern(path)}#">`,
      ...set(headersByKind[kind], '    '),
      ...Object.keys(headersByKind.page)
        .filter((name) => headersByKind[kind][name] === undefined)
        .map((name) => `    Header always unset ${name}`),
      '</If>',
    ]),
    'Header set Cache-Control "no-cache"',
    '<If "%{REQUEST_URI} =~ m#/(assets|engine)/#">',
    `    Header set Cache-Control "${keptForEver}"`,
    '</If>',
    'AddType application/wasm .wasm',
    'AddType application/manifest+json .webmanifest',
  ].join('\n');
}

/** A regular expression for a file at the end of an address, or for all in a folder. */
function pattern(path: string): string {
  return path.endsWith('*') ? `/${path.slice(0, -1)}` : `/${path.replaceAll('.', String.raw`\.`)}$`;
}
