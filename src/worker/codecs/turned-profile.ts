/** sRGB's primaries under D50 (X, Y, Z; IEC 61966-2-1, adapted by Bradford), each at another's place: blue, green, red. */
const columns = {
  rXYZ: [0.14307, 0.06061, 0.7141],
  gXYZ: [0.38515, 0.71687, 0.09708],
  bXYZ: [0.43607, 0.22249, 0.01392],
} as const;

/** IEC 61966-2-1 as parameters of a curve of type 3 (ICC.1:2022, 10.18): g, a, b, c, d. */
const curve = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045] as const;

const headerBytes = 128;

/**
 * The profile (ICC.1:2022, version 4) of colours whose red is sRGB's blue and whose blue is its red: who honours it swaps
 * the two, and who does not is found out. It has what converting needs and no more.
 */
export function turnedProfile(): Uint8Array {
  const tags: [signatures: readonly string[], type: string, numbers: readonly number[]][] = [
    ...Object.entries(columns).map(([name, xyz]): (typeof tags)[number] => [[name], 'XYZ ', xyz]),
    [['rTRC', 'gTRC', 'bTRC'], 'para', curve],
  ];
  const count = tags.reduce((sum, [signatures]) => sum + signatures.length, 0);
  const firstData = headerBytes + 4 + 12 * count;
  const bytes = new Uint8Array(tags.reduce((sum, [, type, numbers]) => sum + sizeOf(type, numbers), firstData));
  const view = new DataView(bytes.buffer);
  const text = (at: number, signature: string) =>
    Array.from(signature, (letter, i) => view.setUint8(at + i, letter.charCodeAt(0)));
  const fixed = (at: number, value: number) => view.setInt32(at, Math.round(value * 65536));
  view.setUint32(0, bytes.length);
  view.setUint32(8, 0x04400000);
  for (const [at, signature] of [
    [12, 'mntr'],
    [16, 'RGB '],
    [20, 'XYZ '],
    [36, 'acsp'],
  ] as const)
    text(at, signature);
  // The white of the connection space: D50.
  [0.9642, 1, 0.8249].forEach((value, i) => fixed(68 + 4 * i, value));
  view.setUint32(headerBytes, count);
  let entry = headerBytes + 4;
  let data = firstData;
  for (const [signatures, type, numbers] of tags) {
    const size = sizeOf(type, numbers);
    for (const signature of signatures) {
      text(entry, signature);
      view.setUint32(entry + 4, data);
      view.setUint32(entry + 8, size);
      entry += 12;
    }
    text(data, type);
    if (type === 'para') view.setUint16(data + 8, 3);
    numbers.forEach((value, i) => fixed(data + size - 4 * (numbers.length - i), value));
    data += size;
  }
  return bytes;
}

function sizeOf(type: string, numbers: readonly number[]): number {
  return (type === 'para' ? 12 : 8) + 4 * numbers.length;
}
