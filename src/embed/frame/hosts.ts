/** The list of hosts that a frame answers, as `embed-hosts.json` beside the page has it. */
export interface Hosts {
  allows(origin: string): boolean;
}

const any: Hosts = { allows: () => true };
const none: Hosts = { allows: () => false };

/**
 * Reads the list. `"*"` is any page; `"https://example.org"` that origin; `"https://*.example.org"` every name below it.
 * A list that cannot be understood answers nobody, rather than everybody, and says so on the console.
 */
export function hostsOf(text: string): Hosts {
  try {
    const { hosts } = JSON.parse(text) as { hosts?: unknown }; // Looked at below.
    if (!Array.isArray(hosts)) throw new Error('it has no list `hosts`');
    const tests = hosts.map(testOf);
    return { allows: (origin) => tests.some((test) => test(origin)) };
  } catch (error) {
    console.error(
      `Expected embed-hosts.json to be {"hosts": ["https://example.org", …]}: ${(error as Error).message}. No page is answered.`,
    );
    return none;
  }
}

/** The list beside this page. A build without one answers any page; a server that fails answers none. */
export async function readHosts(url: string | URL): Promise<Hosts> {
  const response = await fetch(url, { credentials: 'omit' }).catch(() => null);
  if (response?.status === 404) return any;
  if (!response?.ok) return none;
  return hostsOf(await response.text());
}

function testOf(host: unknown): (origin: string) => boolean {
  if (typeof host !== 'string') throw new Error(`${JSON.stringify(host)} is no origin`);
  if (host === '*') return () => true;
  const wild = /^(https?:\/\/)\*(\.[^/*]+)$/.exec(host);
  if (wild) {
    const [, scheme = '', end = ''] = wild;
    // The port, where there is one, is part of the end.
    return (origin) => origin.startsWith(scheme) && origin.endsWith(end) && origin.length > scheme.length + end.length;
  }
  const { origin } = new URL(host);
  if (origin === 'null' || host.replace(/\/$/, '') !== origin) throw new Error(`${JSON.stringify(host)} is no origin`);
  return (other) => other === origin;
}
