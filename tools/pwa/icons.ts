import { PNG } from 'pngjs';

/** The drawing of public/icon.svg, on its grid of 32: four lanes at work. */
const ground = [0x1d, 0x1f, 0x27] as const;
const lanes = [
  { x: 8, from: 14, to: 22, colour: [0x8e, 0xa2, 0xff] },
  { x: 13.3, from: 9, to: 22, colour: [0x7f, 0xd6, 0xc2] },
  { x: 18.6, from: 11, to: 22, colour: [0xff, 0xc4, 0x6b] },
  { x: 24, from: 16, to: 22, colour: [0xff, 0x8f, 0x7a] },
] as const;
const grid = 32;
const cornerRadius = 8;
const laneRadius = 1.6;

export interface IconFile {
  readonly path: string;
  readonly sizePx: number;
  /** Filled to the edges: the system cuts its own shape, in which the drawing lies by itself. */
  readonly maskable: boolean;
}

export const icons: readonly IconFile[] = [
  ...[48, 72, 96, 128, 144, 152, 192, 256, 384, 512].map((sizePx) => icon(sizePx, false)),
  ...[180, 192, 512].map((sizePx) => icon(sizePx, true)),
];

function icon(sizePx: number, maskable: boolean): IconFile {
  return { path: `icons/icon-${maskable ? 'maskable-' : ''}${sizePx}.png`, sizePx, maskable };
}

/** @returns a PNG, the same bytes every time. */
export function drawIcon({ sizePx, maskable }: IconFile): Buffer {
  const png = new PNG({ width: sizePx, height: sizePx });
  for (let y = 0; y < sizePx; y++)
    for (let x = 0; x < sizePx; x++) png.data.set(pixelAt(x, y, sizePx, maskable), (y * sizePx + x) * 4);
  return PNG.sync.write(png, { deflateLevel: 9 });
}

/** By how far a pixel's centre lies within each shape, which softens edges by one pixel. */
function pixelAt(x: number, y: number, sizePx: number, maskable: boolean): number[] {
  const [gx, gy] = [((x + 0.5) * grid) / sizePx, ((y + 0.5) * grid) / sizePx];
  const cover = (distance: number) => Math.min(1, Math.max(0, 0.5 - (distance * sizePx) / grid));
  let colour: readonly number[] = ground;
  for (const lane of lanes) {
    const dy = gy - Math.min(lane.to, Math.max(lane.from, gy));
    const share = cover(Math.sqrt((gx - lane.x) ** 2 + dy ** 2) - laneRadius);
    colour = colour.map((value, band) => value + (lane.colour[band]! - value) * share); // Both have three bands.
  }
  const alpha = maskable ? 1 : cover(fromRoundedSquare(gx, gy));
  return [...colour.map(Math.round), Math.round(alpha * 255)];
}

/** The distance to its edge, negative within. */
function fromRoundedSquare(x: number, y: number): number {
  const half = grid / 2;
  const dx = Math.abs(x - half) - half + cornerRadius;
  const dy = Math.abs(y - half) - half + cornerRadius;
  const outside = Math.sqrt(Math.max(dx, 0) ** 2 + Math.max(dy, 0) ** 2);
  return outside + Math.min(Math.max(dx, dy), 0) - cornerRadius;
}
