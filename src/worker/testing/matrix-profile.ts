/** What an RGB profile of three primaries and one curve is made of. */
interface MatrixProfile {
  /** Red, green and blue in XYZ, adapted to D50. */
  readonly primaries: readonly (readonly [x: number, y: number, z: number])[];
  readonly gamma: number;
}

/** Adobe RGB (1998), version 2005-05, 4.3.2.1 and annex C. */
export const adobeRgb: MatrixProfile = {
  primaries: [
    [0.60974, 0.31111, 0.01947],
    [0.20528, 0.62567, 0.06087],
    [0.14919, 0.06322, 0.74457],
  ],
  gamma: 563 / 256,
};

/** An ICC profile of version 2.4 (ICC.1:2001-04): the tags that a display's must have. */
export function matrixProfile({ primaries, gamma }: MatrixProfile): Uint8Array {
  const fixed = (value: number) => Math.round(value * 65536);
  const xyz = (values: readonly number[]) => [...text('XYZ '), 0, 0, 0, 0, ...values.flatMap((one) => u32(fixed(one)))];
  const curve = [...text('curv'), 0, 0, 0, 0, ...u32(1), ...u16(Math.round(gamma * 256)), 0, 0];
  const name = 'matrix';
  const described = [...text('desc'), 0, 0, 0, 0, ...u32(name.length + 1), ...text(name), 0];
  const description = [...described, ...Array.from({ length: 4 + 4 + 2 + 1 + 67 }, () => 0)];
  const copyright = [...text('text'), 0, 0, 0, 0, ...text('none'), 0];
  const tags: readonly (readonly [string, readonly number[]])[] = [
    ['desc', description],
    ['cprt', copyright],
    ['wtpt', xyz([0.9642, 1, 0.8249])],
    ...(['rXYZ', 'gXYZ', 'bXYZ'] as const).map((tag, i) => [tag, xyz(primaries[i]!)] as const), // Three of three.
    ...(['rTRC', 'gTRC', 'bTRC'] as const).map((tag) => [tag, curve] as const),
  ];
  const table: number[] = [...u32(tags.length)];
  const data: number[] = [];
  const begin = 128 + 4 + 12 * tags.length;
  for (const [tag, content] of tags) {
    table.push(...text(tag), ...u32(begin + data.length), ...u32(content.length));
    data.push(...content, ...Array.from({ length: (4 - (content.length % 4)) % 4 }, () => 0));
  }
  const header = new Uint8Array(128);
  header.set(u32(begin + data.length), 0);
  header.set([2, 0x40], 8);
  header.set(text('mntrRGB XYZ '), 12);
  header.set(text('acsp'), 36);
  header.set(
    [0.9642, 1, 0.8249].flatMap((one) => u32(fixed(one))),
    68,
  );
  return Uint8Array.from([...header, ...table, ...data]);
}

function u16(value: number): number[] {
  return [value >> 8, value & 255];
}

function u32(value: number): number[] {
  return [value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function text(letters: string): number[] {
  return Array.from(letters, (letter) => letter.charCodeAt(0));
}
