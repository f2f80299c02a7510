import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { root } from '../tools/prepare.mjs';
import { patiently } from './engines/engine';
import { freePort } from './engines/free-port';

/** A server as its own users set it up, beside the snippet of docs/hosting.md. */
interface Server {
  readonly binary: string;
  /** Writes what it needs into `place`, in which the site lies under `some/folder`. @returns its arguments. */
  configure(place: string, port: number, snippet: string): readonly string[];
}

export const servers = { nginx: nginx(), caddy: caddy(), apache: apache() };
export type ServerName = keyof typeof servers;

export const isInstalled = (name: ServerName) => existsSync(servers[name].binary);

/** The build in a subfolder of a real server that is told what docs/hosting.md says. @returns the page's address. */
export async function serveBy(name: ServerName): Promise<string> {
  const place = mkdtempSync(join(tmpdir(), `manyhands-${name}-`));
  // Started by root, servers read files as somebody else.
  chmodSync(place, 0o755);
  cpSync(join(root, 'dist'), join(place, 'some/folder'), { recursive: true });
  const port = await freePort();
  const { binary, configure } = servers[name];
  const child = spawn(binary, configure(place, port, snippetOf(name)), {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, HOME: place, XDG_CONFIG_HOME: place, XDG_DATA_HOME: place },
  });
  const said: string[] = [];
  child.stderr.on('data', (text: Buffer) => said.push(text.toString()));
  onTestFinished(async () => {
    await ended(child);
    rmSync(place, { recursive: true, force: true, maxRetries: 5 });
  });
  const url = `http://localhost:${port}/some/folder/`;
  await patiently(() => {
    if (child.exitCode !== null) throw new Error(`${name} ended: ${said.join('')}`);
    return fetch(url);
  }, 50);
  return url;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise((settle) => child.on('exit', settle));
  child.kill();
  await gone;
}

/** The code block behind `<!-- host: name -->`. */
function snippetOf(name: ServerName): string {
  const page = readFileSync(join(root, 'docs/hosting.md'), 'utf8');
  const [, block] = page.split(`<!-- host: ${name} -->`);
  const snippet = block?.split('```')[1]?.replace(/^\w+\n/, '');
  if (!snippet) throw new Error(`Expected a code block behind “host: ${name}” in docs/hosting.md.`);
  return snippet;
}

function nginx(): Server {
  return {
    binary: '/usr/sbin/nginx',
    configure(place, port, snippet) {
      const [inServer, outside] = snippet.split('# Outside of `server`:');
      if (!inServer || !outside) throw new Error('Expected the two parts of nginx’ snippet.');
      const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
        (name) => `${name}_temp_path ${place}/${name};`,
      );
      const file = join(place, 'nginx.conf');
      writeFileSync(
        file,
        `daemon off;
        pid ${place}/nginx.pid;
        error_log stderr;
        events {}
        http {
          access_log off;
          ${temporary.join('\n')}
          include /etc/nginx/mime.types;
          types { application/wasm wasm; application/manifest+json webmanifest; }
          ${outside}
          server {
            listen 127.0.0.1:${port};
            root ${place};
            ${inServer}
          }
        }`,
      );
      return ['-c', file];
    },
  };
}

function caddy(): Server {
  return {
    binary: '/usr/bin/caddy',
    configure(place, port, snippet) {
      const file = join(place, 'Caddyfile');
      // Where it listens and where the site lies are everybody's own; without a name there is no certificate to fetch.
      const own = snippet.replace('example.org {', `http://localhost:${port} {`).replace('/srv/manyhands', place);
      writeFileSync(file, `{\n  admin off\n}\n${own}`);
      return ['run', '--config', file, '--adapter', 'caddyfile'];
    },
  };
}

function apache(): Server {
  return {
    binary: '/usr/sbin/apache2',
    configure(place, port, snippet) {
      writeFileSync(join(place, 'some/folder/.htaccess'), snippet);
      const modules = ['mpm_event', 'authz_core', 'dir', 'mime', 'headers'].map(
        (name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`,
      );
      mkdirSync(join(place, 'run'));
      const file = join(place, 'apache.conf');
      writeFileSync(
        file,
        `ServerRoot ${place}
        ServerName localhost
        Listen 127.0.0.1:${port}
        PidFile ${place}/run/pid
        DefaultRuntimeDir ${place}/run
        ErrorLog ${place}/run/errors
        ${process.getuid?.() === 0 ? 'User www-data\n        Group www-data' : ''}
        ${modules.join('\n        ')}
        TypesConfig /etc/mime.types
        DirectoryIndex index.html
        DocumentRoot ${place}
        <Directory ${place}>
          AllowOverride All
          Require all granted
        </Directory>`.replaceAll(/^ +/gm, ''),
      );
      return ['-f', file, '-D', 'FOREGROUND'];
    },
  };
}
