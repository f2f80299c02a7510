// What programs of the bench have in common: see bench/subjects/program.ts for what they are asked.
import { createInterface } from 'node:readline';

/** Answers requests from stdin, one JSON a line, until it is closed. */
export async function answerWith(answers, name) {
  for await (const line of createInterface({ input: process.stdin })) {
    const request = JSON.parse(line);
    const answer = await Promise.resolve()
      .then(() => answers[request.do](request))
      .catch((error) => ({ error: `${name}: ${error.message}` }));
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
}

/** Works off everything, so many at a time; each place takes the next when it is free. */
export async function inPlaces(places, waiting, work) {
  const outputs = [];
  let next = 0;
  const place = async () => {
    while (next < waiting.length) {
      const index = next++;
      outputs[index] = await work(waiting[index], index);
    }
  };
  await Promise.all(Array.from({ length: places }, place));
  return outputs;
}
