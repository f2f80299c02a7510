/**
 * Which keypoint stands for which in a mirror, by names that differ by left and right alone (`left_eye`, `RightEye`,
 * `l_hip`, `knee.R`); null where no name has a side.
 */
export function flipByNames(names: readonly string[]): readonly number[] | null {
  const places = new Map(names.map((name, index) => [name.toLowerCase(), index]));
  const flip = names.map((name, index) => places.get(mirrored(name.toLowerCase())) ?? index);
  const isPaired = flip.every((other, index) => flip[other] === index);
  return isPaired && flip.some((other, index) => other !== index) ? flip : null;
}

function mirrored(name: string): string {
  if (name.includes('left')) return name.replace('left', 'right');
  if (name.includes('right')) return name.replace('right', 'left');
  const swap = (side: string) => (side === 'l' ? 'r' : 'l');
  return name.replace(/^([lr])(?=[_.\- ])/, (side) => swap(side)).replace(/(?<=[_.\- ])([lr])$/, (side) => swap(side));
}
