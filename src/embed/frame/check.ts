import { hostMessages, ownRun, type FieldKinds, type HostMessage, type MessageSpec } from '../protocol';

/** A message that can be acted on, one to be ignored (null), or what is wrong with it; `id` of the run that waits for it. */
export type Checked = { readonly message: HostMessage } | { readonly sentence: string; readonly id: number | null };

/** Far more than a page can mean, and few enough that nobody waits for the look at them. */
const mostFiles = 1_000_000;
const mostTexts = 100;
const mostCharacters = 10_000;

const specs: Readonly<Record<string, MessageSpec>> = hostMessages;

/** Holds what came from the host's page against the declaration. Fields that are not declared are left out. */
export function checkHostMessage(data: unknown): Checked | null {
  if (!isRecord(data) || typeof data['type'] !== 'string')
    return { sentence: `Expected a message with a \`type\`, received ${shown(data)}.`, id: null };
  const { type } = data;
  const spec = Object.hasOwn(specs, type) ? specs[type] : undefined;
  if (!spec) return null;
  const message: Record<string, unknown> = { type };
  for (const [name, kind] of Object.entries(spec.fields)) {
    const value = data[name];
    const plain = kind.replace('?', '') as keyof FieldKinds; // A kind with or without its question mark.
    const isLeftOut = value === undefined || value === null;
    if (isLeftOut ? !kind.endsWith('?') : !checks[plain].fits(value)) {
      const run = type === 'add' ? ownRun : data['id'];
      const id = checks.count.fits(run) ? (run as number) : null; // As `count` is.
      return {
        sentence: `Expected \`${name}\` of \`${type}\` to be ${checks[plain].words}, received ${shown(value)}.`,
        id,
      };
    }
    message[name] = isLeftOut ? null : value;
  }
  return { message: message as HostMessage }; // Held against its declaration, from which the type is drawn.
}

const checks: Readonly<Record<keyof FieldKinds, { readonly words: string; fits(value: unknown): boolean }>> = {
  text: {
    words: `a text of at most ${mostCharacters} characters`,
    fits: (value) => typeof value === 'string' && value.length <= mostCharacters,
  },
  flag: { words: 'true or false', fits: (value) => typeof value === 'boolean' },
  count: { words: 'a whole number from 0', fits: (value) => Number.isSafeInteger(value) && (value as number) >= 0 },
  file: { words: 'a File', fits: (value) => value instanceof File },
  files: {
    words: `a list of at most ${mostFiles} Files or Blobs`,
    fits: (value) =>
      Array.isArray(value) && value.length <= mostFiles && value.every((one: unknown) => one instanceof Blob),
  },
  texts: {
    words: `at most ${mostTexts} texts by name`,
    fits: (value) =>
      isRecord(value) &&
      Object.keys(value).length <= mostTexts &&
      Object.values(value).every((text) => checks.text.fits(text)),
  },
  data: { words: 'plain data', fits: () => true },
};

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What came, in few words: it may be anything. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  return String(value);
}
