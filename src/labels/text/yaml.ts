import { parseDocument } from 'yaml';
import { mostLevels } from './bounded-json';
import { sentence } from './text';

/** What is wrong with a YAML file, and in which line. */
export class YamlTrouble extends Error {}

/** The value of a YAML text. @throws YamlTrouble for what is none, names itself too often, or is nested too deep. */
export function yamlOf(text: string): unknown {
  if (looksDeep(text)) throw new YamlTrouble(tooDeep);
  const value = parsed(text);
  if (isDeeper(value, mostLevels)) throw new YamlTrouble(tooDeep);
  return value;
}

const tooDeep = `Expected lists and maps nested ${mostLevels} levels deep at most.`;

/** Far beyond what prose in comments leaves open; the parser takes seconds for ten thousand. */
const mostOpen = 1000;

/** Looked at before the parser, which takes the longer the deeper: brackets that stay open, and dashes after dashes. */
function looksDeep(text: string): boolean {
  let open = 0;
  let dashes = 0;
  for (const char of text) {
    if (char === '[' || char === '{') open++;
    else if (char === ']' || char === '}') open = Math.max(0, open - 1);
    if (char === '-' || char === '?' || char === ':') dashes++;
    else if (char !== ' ' && char !== '\t') dashes = 0;
    if (open > mostOpen || dashes > mostOpen) return true;
  }
  return false;
}

function parsed(text: string): unknown {
  try {
    const document = parseDocument(text, { merge: false, strict: true, prettyErrors: true, logLevel: 'silent' });
    const [error] = document.errors;
    if (error) throw error;
    return document.toJS({ maxAliasCount: 100 });
  } catch (thrown) {
    const { message } = thrown as Error;
    // The parser calls itself, and tells of a stack that does not suffice, in the engine's words, as of any mistake.
    const isDeep = /call stack|recursion/i.test(message);
    throw new YamlTrouble(isDeep ? tooDeep : `Expected YAML: ${sentence(message)}`, { cause: thrown });
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}
