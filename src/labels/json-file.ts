import type { LabelFile } from './format';
import { JsonTrouble } from './json-elements';
import { sentence, textOf } from './text';

/** What is read whole: a file of one image's labels, or of a set that its own tool holds whole, too. */
const mostBytes = 256_000_000;

/** The value of a JSON file. @throws JsonTrouble */
export async function jsonOf(file: LabelFile): Promise<unknown> {
  if (file.bytes > mostBytes) throw new JsonTrouble(`Expected the file to have at most ${mostBytes} bytes.`, 0);
  const text = textOf(await file.read());
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    throw new JsonTrouble(`Expected JSON: ${sentence(message)}`, Number(/position (\d+)/.exec(message)?.[1] ?? 0));
  }
}
