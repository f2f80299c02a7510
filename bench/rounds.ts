/**
 * Runs every subject once per round, one after another, so that each round of one stands beside the others'. Each round
 * begins with another subject: none always comes first, or always after the same neighbour's heat.
 * @param once What it measured, or null where the subject sits this round out.
 * @returns for each subject, in the order given, what its rounds measured.
 */
export async function interleave<T>(
  subjects: readonly T[],
  rounds: number,
  once: (subject: T, round: number) => Promise<number | null>,
): Promise<number[][]> {
  const measured: number[][] = subjects.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (let place = 0; place < subjects.length; place++) {
      const index = (place + round) % subjects.length;
      const value = await once(subjects[index]!, round);
      if (value !== null) measured[index]!.push(value);
    }
  }
  return measured;
}
