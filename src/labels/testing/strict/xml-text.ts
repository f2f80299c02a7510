import { check } from './check';

/** What stands between the tags of a name, each time. No element lies in one of its own name here. */
export function inside(text: string, name: string): string[] {
  const found: string[] = [];
  for (const rest of text.split(`<${name}`).slice(1)) {
    // Another name may begin with this one.
    if (!'> /'.includes(rest[0] ?? '')) continue;
    const head = rest.indexOf('>');
    found.push(rest[head - 1] === '/' ? '' : rest.slice(head + 1, rest.indexOf(`</${name}>`)));
  }
  return found;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export function one(text: string, name: string): string {
  const [value, ...more] = inside(text, name);
  check(value !== undefined && more.length === 0, `one ${name}`);
  return value.trim().replaceAll(/&(\w+);/g, (whole, entity: string) => entities[entity] ?? whole);
}

export function digits(text: string, what: string): number {
  check(/^-?\d+(?:\.\d+)?$/.test(text), `${what} to be a number, not ${text}`);
  return Number(text);
}
