/** A picture whose sides cannot be mistaken for each other: a sun, hills, a house, and a path to the lower right. */
export const scene = { width: 240, height: 160, pixels: drawn };

type Colour = readonly [number, number, number];

/** A shape of one colour: how far inside it a place lies, in pixels, negative outside. */
interface Shape {
  readonly inside: (x: number, y: number) => number;
  readonly colour: Colour;
}

const shapes: readonly Shape[] = [
  { inside: disc(52, 42, 22), colour: [250, 214, 84] },
  { inside: disc(190, 250, 150), colour: [96, 148, 124] },
  { inside: disc(50, 290, 180), colour: [62, 120, 92] },
  // The house: wall, roof, door, window.
  { inside: box(136, 78, 196, 126), colour: [232, 120, 92] },
  { inside: below(166, 46, 40), colour: [140, 56, 60] },
  { inside: box(146, 98, 160, 126), colour: [92, 48, 52] },
  { inside: box(172, 92, 186, 106), colour: [214, 236, 248] },
  { inside: stripe(153, 126, 232, 160, 7), colour: [232, 208, 168] },
];

/** RGB, 8 bits, row by row. Edges are soft by how much of a pixel they cover; + − × ÷ √ alone, so it is the same everywhere. */
function drawn(): Uint8Array {
  const { width, height } = scene;
  const pixels = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      let colour = sky((y + 0.5) / height);
      for (const shape of shapes) {
        const cover = Math.min(1, Math.max(0, shape.inside(x + 0.5, y + 0.5) + 0.5));
        if (cover > 0) colour = mixed(colour, shape.colour, cover);
      }
      pixels.set(colour.map(Math.round), (y * width + x) * 3);
    }
  return pixels;
}

const sky = (down: number) => mixed([116, 176, 232], [246, 226, 204], Math.min(1, down * 1.3));

const mixed = ([r, g, b]: Colour, [toR, toG, toB]: Colour, part: number): Colour => [
  r + (toR - r) * part,
  g + (toG - g) * part,
  b + (toB - b) * part,
];

function disc(cx: number, cy: number, radius: number) {
  return (x: number, y: number) => radius - Math.sqrt((x - cx) * (x - cx) + (y - cy) * (y - cy));
}

function box(x0: number, y0: number, x1: number, y1: number) {
  return (x: number, y: number) => Math.min(x - x0, x1 - x, y - y0, y1 - y);
}

/** A gable: a triangle with its top at `(x, y)`, as wide below as twice its height. */
function below(topX: number, topY: number, height: number) {
  return (x: number, y: number) => Math.min((y - topY - Math.abs(x - topX)) / Math.SQRT2, topY + height - 8 - y);
}

/** A line with round ends. */
function stripe(x0: number, y0: number, x1: number, y1: number, half: number) {
  const [dx, dy] = [x1 - x0, y1 - y0];
  return (x: number, y: number) => {
    const along = Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy)));
    const [ex, ey] = [x - x0 - along * dx, y - y0 - along * dy];
    return half - Math.sqrt(ex * ex + ey * ey);
  };
}
