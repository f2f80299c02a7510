/** What is drawn from the element's declaration: the tables of docs/embed.md, its types, and its manifest for editors. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  attributes,
  codes,
  customProperties,
  events,
  methods,
  parts,
  properties,
  type MemberWords,
} from '../../src/embed/declaration';
import { frameMessages, hostMessages, type MessageSpec } from '../../src/embed/protocol';

const pagePath = 'docs/embed.md';
const root = join(import.meta.dirname, '../..');

/** By path from the project's root. The page is its own text with its tables made anew. */
export function embedFiles(): Record<string, string> {
  return {
    [pagePath]: pageOf(readFileSync(join(root, pagePath), 'utf8')),
    'public/many-hands.d.ts': types(),
    'public/custom-elements.json': `${JSON.stringify(manifest(), null, 2)}\n`,
  };
}

const code = (text: string) => (text ? `\`${text.replaceAll('|', '\\|')}\`` : '');
const cell = (text: string) => text.replaceAll('|', '\\|');

function tables(): Record<string, string> {
  const words = (of: Readonly<Record<string, string>>) => Object.entries(of).map(([name, text]) => [code(name), text]);
  const members = (of: Readonly<Record<string, MemberWords>>) =>
    Object.entries(of).map(([name, { type, text }]) => [code(name), code(type), text]);
  return {
    attributes: table(
      ['attribute', 'property', 'default', ''],
      Object.entries(attributes).map(([name, one]) => [code(name), code(one.property), cell(one.default), one.text]),
    ),
    properties: table(['property', 'type', ''], members(properties)),
    methods: table(
      ['method', 'gives', ''],
      Object.entries(methods).map(([name, one]) => [code(`${name}(${one.parameters})`), code(one.returns), one.text]),
    ),
    events: table(['event', 'detail', ''], members(events)),
    codes: table(['code', ''], words(codes)),
    parts: table(['part', ''], words(parts)),
    looks: table(['custom property', ''], words(customProperties)),
    'host-messages': messageTable(hostMessages),
    'frame-messages': messageTable(frameMessages),
  };
}

function messageTable(messages: Readonly<Record<string, MessageSpec>>): string {
  const fields = ({ fields: all }: MessageSpec) => Object.entries(all).map(([name, kind]) => code(`${name}: ${kind}`));
  return table(
    ['message', 'fields', ''],
    Object.entries(messages).map(([type, spec]) => [code(type), fields(spec).join(', '), spec.summary]),
  );
}

/** Columns padded as the formatter pads them. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, at) => Math.max(3, title.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, at) => (cells[at] ?? '').padEnd(width)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** The text between `<!-- table: name -->` and `<!-- end -->` is the table of that name. */
function pageOf(text: string): string {
  const all = tables();
  const seen = new Set<string>();
  const page = text.replace(/(<!-- table: ([\w-]+) -->\n)[\s\S]*?(<!-- end -->)/g, (_, start, name: string, end) => {
    seen.add(name);
    return `${start}\n${all[name] ?? ''}\n\n${end}`;
  });
  const missing = Object.keys(all).filter((name) => !seen.has(name));
  if (missing.length > 0) throw new Error(`Expected ${pagePath} to have the tables ${missing.join(', ')}.`);
  return page;
}

function types(): string {
  const doc = (text: string) => `  /** ${text} */`;
  const own = Object.values(attributes).map(({ property, type, text }) => `${doc(text)}\n  ${property}: ${type};`);
  const more = Object.entries(properties).map(([name, { type, text, readonly }]) =>
    readonly
      ? `${doc(text)}\n  readonly ${name}: ${type};`
      : `${doc(text)}\n  get ${name}(): ${type};\n  set ${name}(${name}: Iterable<Blob> | null);`,
  );
  const calls = Object.entries(methods).map(
    ([name, { parameters, returns, text }]) => `${doc(text)}\n  ${name}(${parameters}): ${returns};`,
  );
  const heard = Object.entries(events).map(
    ([name, { type, text }]) => `${doc(text)}\n  '${name}': CustomEvent<${type}>;`,
  );
  const jsx = Object.entries(attributes).flatMap(([name, { property, type }]) =>
    [...new Set([name, property])].map((key) => `  ${/^\w+$/.test(key) ? key : `'${key}'`}?: ${type} | undefined;`),
  );
  return `// Drawn from the element's declaration. Types of <many-hands>, for TypeScript, editors and React 19.

export type Tier = 'full' | 'light';

/** As report.schema.json has it. */
export interface Report {
  readonly version: 1;
  readonly app: string;
  readonly libvips: string;
  readonly recipe: unknown;
  readonly workers: number;
  readonly tier: 'full' | 'light';
  readonly wallMs: number;
  readonly counts: { readonly done: number; readonly skipped: number; readonly failed: number };
  readonly items: readonly {
    readonly path: string;
    readonly status: 'done' | 'skipped' | 'failed';
    readonly code: string | null;
    readonly detail: string | null;
    readonly outputs: readonly {
      readonly path: string;
      readonly width: number;
      readonly height: number;
      readonly bytes: number;
    }[];
  }[];
}

export interface ProcessOptions {
  readonly signal?: AbortSignal;
  /** An object, its JSON, or the address of a file that holds it. Default: the element's own. */
  readonly recipe?: unknown;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface Processed {
  /** In the order of the files that they came from. */
  readonly results: File[];
  readonly report: Report;
}

export interface ManyHandsEventMap {
${heard.join('\n')}
}

export interface ManyHandsElement extends HTMLElement {
${[...own, ...more, ...calls].join('\n')}
  readonly form: HTMLFormElement | null;
  readonly labels: NodeList;
  readonly validity: ValidityState;
  readonly validationMessage: string;
  readonly willValidate: boolean;
  addEventListener<K extends keyof ManyHandsEventMap>(
    type: K,
    listener: (this: ManyHandsElement, event: ManyHandsEventMap[K]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof ManyHandsEventMap>(
    type: K,
    listener: (this: ManyHandsElement, event: ManyHandsEventMap[K]) => void,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'many-hands': ManyHandsElement;
  }
  interface DocumentEventMap extends ManyHandsEventMap {}
}

type Handlers = { [K in keyof ManyHandsEventMap as \`on\${K}\`]?: (event: ManyHandsEventMap[K]) => void };

/** What the element may have in JSX, beside what every HTML element may. */
export interface ManyHandsProps extends Handlers {
${jsx.join('\n')}
  files?: readonly Blob[] | undefined;
}

// @ts-ignore: where React is not installed there is nothing to add to.
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      // @ts-ignore: likewise.
      'many-hands': ManyHandsProps & HTMLAttributes<ManyHandsElement> & RefAttributes<ManyHandsElement>;
    }
  }
}
`;
}

/** https://github.com/webcomponents/custom-elements-manifest, schema 1.0.0. */
function manifest(): unknown {
  const described = (of: Readonly<Record<string, string>>) =>
    Object.entries(of).map(([name, description]) => ({ name, description }));
  const text = (type: string) => ({ text: type });
  return {
    schemaVersion: '1.0.0',
    modules: [
      {
        kind: 'javascript-module',
        path: 'many-hands.js',
        declarations: [
          {
            kind: 'class',
            name: 'ManyHandsElement',
            tagName: 'many-hands',
            customElement: true,
            description: 'A field of a form whose images are made ready in the page before they are sent.',
            superclass: { name: 'HTMLElement' },
            attributes: Object.entries(attributes).map(([name, one]) => ({
              name,
              fieldName: one.property,
              type: text(one.type),
              description: one.text,
              ...(one.default ? { default: one.default } : {}),
            })),
            members: [
              ...Object.entries(attributes).map(([name, one]) => ({
                kind: 'field',
                name: one.property,
                type: text(one.type),
                description: one.text,
                attribute: name,
              })),
              ...Object.entries(properties).map(([name, one]) => ({
                kind: 'field',
                name,
                type: text(one.type),
                description: one.text,
                ...(one.readonly ? { readonly: true } : {}),
              })),
              ...Object.entries(methods).map(([name, one]) => ({
                kind: 'method',
                name,
                description: one.text,
                return: { type: text(one.returns) },
              })),
            ],
            events: Object.entries(events).map(([name, { type, text: description }]) => ({
              name,
              type: text(`CustomEvent<${type}>`),
              description,
            })),
            cssParts: described(parts),
            cssProperties: described(customProperties),
          },
        ],
        exports: [{ kind: 'custom-element-definition', name: 'many-hands', declaration: { name: 'ManyHandsElement' } }],
      },
    ],
  };
}
