/**
 * Runs every subject once per round, one after another, so that each round of one stands beside the others'. Each round
 * begins with another subject: none always comes first, or always after the same neighbour's heat.
 * @returns for each subject, in the order given, what its rounds measured.
 */
export async function interleave<T>(
  subjects: readonly T[],
  rounds: number,
  once: (subject: T, round: number) => Promise<number>,
): Promise<number[][]> {
  const measured: number[][] = subjects.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (let place = 0; place < subjects.length; place++) {
      const index = (place + round) % subjects.length;
      measured[index]!.push(await once(subjects[index]!, round));
    }
  }
  return measured;
}
