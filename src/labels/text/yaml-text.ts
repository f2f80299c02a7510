import { Document, visit } from 'yaml';

/**
 * A value as YAML whose strings are strings to readers of YAML 1.2 and 1.1 alike, PyYAML's `safe_load` among these.
 * @param value Plain values, lists, records and maps.
 */
export function yamlText(value: unknown): string {
  const document = new Document(value);
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value === 'string' && isOther(node.value)) node.type = 'QUOTE_DOUBLE';
    },
  });
  const text = document.toString({ lineWidth: 0, doubleQuotedAsJSON: true });
  // Such characters are in quotes alone, where JSON leaves some as they are; YAML 1.1 takes some of them for ends of lines.
  return text.replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, escaped);
}

/** Whether a text without quotes is another thing to a reader of YAML 1.1 (yaml.org/type), or none at all. */
function isOther(text: string): boolean {
  return isNumberLike.test(text) || isWord.test(text) || isMark.test(text) || isUnprintable.test(text);
}

/** What whole numbers, fractions, numbers to the base of 60 and dates begin with. */
const isNumberLike = /^[-+]?\.?\d/;
const isWord = /^(?:y|n|yes|no|true|false|on|off|null|~|=|<<|[-+]?\.(?:inf|nan))$/i;
/** Of documents. */
const isMark = /^(?:---|\.\.\.)/;
/** Tabs, ends of lines and what may stand in no file. */
const isUnprintable = /[^\u0020-\u007e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;

function escaped(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
