import { tooDeep, tooDeepAt } from './bounded-json';
import type { LabelFile } from '../format';
import { roundedIn } from './exact-json';
import { JsonTrouble } from './json-elements';
import { sentence, textOf } from './text';
import type { Troubles } from '../troubles';

/** What is read whole: a file of one image's labels, or of a set that its own tool holds whole, too. */
const mostBytes = 256_000_000;

/** The value of a JSON file, wrapped; null where it is none, which is told. Told is a number, too, that JavaScript's rounds. */
export async function jsonOrTrouble(file: LabelFile, troubles: Troubles): Promise<{ readonly top: unknown } | null> {
  try {
    const text = await textIn(file);
    const top = jsonOf(text);
    const rounded = roundedIn(text);
    if (rounded) {
      const detail = `Expected whole numbers below 2^53, received ${rounded.digits}: it is ${Number(rounded.digits)} where it is kept.`;
      troubles.add('rounded-number', file.path, `character ${rounded.at}`, detail);
    }
    return { top };
  } catch (error) {
    if (!(error instanceof JsonTrouble)) throw error;
    troubles.add('bad-syntax', file.path, `byte ${error.at}`, error.message);
    return null;
  }
}

/** @throws JsonTrouble for one that is too long. */
async function textIn(file: LabelFile): Promise<string> {
  if (file.bytes > mostBytes) throw new JsonTrouble(`Expected the file to have at most ${mostBytes} bytes.`, 0);
  return textOf(await file.read());
}

/** @throws JsonTrouble */
function jsonOf(text: string): unknown {
  const deep = tooDeepAt(text);
  if (deep >= 0) throw new JsonTrouble(tooDeep, deep);
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    throw new JsonTrouble(`Expected JSON: ${sentence(message)}`, Number(/position (\d+)/.exec(message)?.[1] ?? 0));
  }
}
