import { SaxesParser } from 'saxes';
import { notBlank, sentence } from './text';

/** An element of XML: its text is that of its own, without the children's; beside children without spaces around. Plain JSON. */
export type XmlNode = {
  readonly name: string;
  readonly text: string;
  readonly attributes: readonly (readonly [string, string])[];
  readonly children: readonly XmlNode[];
};

/** What is wrong with an XML file, and in which line. */
export class XmlTrouble extends Error {
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

interface Open {
  name: string;
  text: string;
  attributes: [string, string][];
  children: Open[];
}

const mostLevels = 64;

/**
 * The tree of an XML text. Document types, and with them entities and outside references, are refused.
 * @throws XmlTrouble
 */
export function xmlOf(text: string): XmlNode {
  const parser = new SaxesParser({ xmlns: false });
  const open: Open[] = [];
  let root: Open | null = null;
  const fail = (message: string): never => {
    throw new XmlTrouble(message, parser.line);
  };
  parser.on('error', (error) => fail(`Expected XML: ${sentence(error.message.replace(/^\d+:\d+: /, ''))}`));
  parser.on('doctype', () => fail('Expected XML without a document type, received one.'));
  parser.on('opentag', ({ name, attributes }) => {
    const node: Open = { name, text: '', attributes: Object.entries(attributes), children: [] };
    if (open.length >= mostLevels) fail(`Expected elements nested ${mostLevels} levels deep at most.`);
    open.at(-1)?.children.push(node);
    root ??= node;
    open.push(node);
  });
  const add = (more: string) => {
    const node = open.at(-1);
    if (node) node.text += more;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => void open.pop());
  parser.write(text).close();
  if (!root) throw new XmlTrouble('Expected an element, received none.', 1);
  return trimmed(root);
}

function trimmed({ name, text, attributes, children }: Open): XmlNode {
  return { name, text: children.length > 0 ? text.trim() : text, attributes, children: children.map(trimmed) };
}

export function child(node: XmlNode, name: string): XmlNode | null {
  return node.children.find((one) => one.name === name) ?? null;
}

/** The text of a child, without spaces around; null where there is none. */
export function textIn(node: XmlNode, name: string): string | null {
  return child(node, name)?.text.trim() ?? null;
}

/**
 * The same with its spaces, as ElementTree and most readers of names have it. Line breaks around are a printer's, and go with
 * the spaces beside them. Of nothing but spaces nothing is left.
 */
export function nameIn(node: XmlNode, name: string): string | null {
  const text = child(node, name)?.text;
  return text === undefined ? null : withoutBreaks(text);
}

function withoutBreaks(text: string): string {
  const bare = text.trim();
  if (bare === '') return '';
  const at = text.indexOf(bare);
  const [before, after] = [text.slice(0, at), text.slice(at + bare.length)].map((end) =>
    /[\r\n]/.test(end) ? '' : end,
  );
  return `${before}${bare}${after}`;
}

/** What an element's text holds of a name: read by `nameIn` it is the same. */
export function nameInXml(name: string): string {
  return notBlank(withoutBreaks(name.replace(unwritable, '')));
}

/** The value of an attribute; null where there is none. */
export function attributeOf(node: XmlNode, name: string): string | null {
  return node.attributes.find(([key]) => key === name)?.[1] ?? null;
}

export function node(name: string, content: string | readonly XmlNode[]): XmlNode {
  return typeof content === 'string'
    ? { name, text: content, attributes: [], children: [] }
    : { name, text: '', attributes: [], children: content };
}

/** The same children, that of this name replaced where it stands, or added at the end; taken away where `next` is null. */
export function withChild(children: readonly XmlNode[], name: string, next: XmlNode | null): XmlNode[] {
  const at = children.findIndex((one) => one.name === name);
  if (at < 0) return next ? [...children, next] : [...children];
  return children.flatMap((one, index) => (index === at ? (next ?? []) : one));
}

/** An indented text; its own characters escaped, those that XML cannot hold left out. */
export function xmlText(root: XmlNode): string {
  const lines: string[] = [];
  const write = ({ name, text, attributes, children }: XmlNode, indent: string) => {
    const start = `${indent}<${name}${attributes.map(([key, value]) => ` ${key}="${escaped(value, inAttribute)}"`).join('')}`;
    if (children.length === 0) lines.push(text === '' ? `${start}/>` : `${start}>${escaped(text)}</${name}>`);
    else {
      lines.push(`${start}>${escaped(text)}`);
      for (const one of children) write(one, `${indent}\t`);
      lines.push(`${indent}</${name}>`);
    }
  };
  write(root, '');
  return `${lines.join('\n')}\n`;
}

const escapes: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' },
  ...{ '\t': '&#9;', '\n': '&#10;', '\r': '&#13;' },
};
/** What else readers would make a line break of, and in an attribute a space. */
const inText = /[&<>"\r]/g;
const inAttribute = /[&<>"\r\n\t]/g;
/** What XML 1.0 has no way to say. */
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function escaped(text: string, marks = inText): string {
  return text.replace(unwritable, '').replace(marks, (char) => escapes[char] ?? char);
}
