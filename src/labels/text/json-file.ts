import { tooDeep, tooDeepAt } from './bounded-json';
import type { LabelFile } from '../format';
import { JsonTrouble } from './json-elements';
import { sentence, textOf } from './text';
import type { Troubles } from '../troubles';

/** What is read whole: a file of one image's labels, or of a set that its own tool holds whole, too. */
const mostBytes = 256_000_000;

/** The value of a JSON file, wrapped; null where it is none, which is told. */
export async function jsonOrTrouble(file: LabelFile, troubles: Troubles): Promise<{ readonly top: unknown } | null> {
  try {
    return { top: await jsonOf(file) };
  } catch (error) {
    if (!(error instanceof JsonTrouble)) throw error;
    troubles.add('bad-syntax', file.path, `byte ${error.at}`, error.message);
    return null;
  }
}

/** @throws JsonTrouble */
async function jsonOf(file: LabelFile): Promise<unknown> {
  if (file.bytes > mostBytes) throw new JsonTrouble(`Expected the file to have at most ${mostBytes} bytes.`, 0);
  const text = textOf(await file.read());
  const deep = tooDeepAt(text);
  if (deep >= 0) throw new JsonTrouble(tooDeep, deep);
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    throw new JsonTrouble(`Expected JSON: ${sentence(message)}`, Number(/position (\d+)/.exec(message)?.[1] ?? 0));
  }
}
