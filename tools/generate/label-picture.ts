/** The conventions of labels as a drawing: every place in it is where the product's own code puts it. */
import { keepAll } from '../../src/core/dataset/label-rules';
import { labelOf, noLabels, shapeOf, type Shape } from '../../src/core/dataset/labels';
import { arrive, depart, travel } from '../../src/core/dataset/travel';
import type { Geometry, Size } from '../../src/core/geometry/geometry';
import { areaOf, cornersOf, ringOf } from '../../src/core/geometry/rings';
import { storedGeometry } from '../../src/core/operations/auto-orient';
import { flip } from '../../src/core/operations/flip';

export const labelPicturePath = 'docs/images/labels.svg';

const [width, height] = [760, 236];

export function labelPicture(): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">
<title id="title">Boxes on pixel edges, what a crop leaves of labels, and the two frames of a photograph that EXIF turns</title>
<style>
text { font: 12px system-ui, sans-serif; fill: #24292f } .heading { font-weight: 600; font-size: 14px } .edge { font-size: 10px; text-anchor: middle }
.paper { fill: #ffffff } .grid { stroke: #d0d7de } .frame { fill: none; stroke: #57606a }
.label { fill: #0072b2; fill-opacity: 0.22; stroke: #0072b2; stroke-width: 2 } .whole { fill: none; stroke: #d55e00; stroke-dasharray: 4 3 } .up { fill: #57606a }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3 } .paper { fill: #0d1117 } .grid { stroke: #30363d } .frame { stroke: #8b949e }
.label { fill: #56b4e9; stroke: #56b4e9 } .whole { stroke: #e69f00 } .up { fill: #8b949e }
}
</style>
<rect class="paper" width="${width}" height="${height}"/>
${[edges(), cut(), frames()].flat().join('\n')}
</svg>
`;
}

/** A box before and after a flip, over the pixels. */
function edges(): string[] {
  const size = { width: 8, height: 5 };
  const [x, y, pixel] = [16, 44, 24];
  const before = [1, 1, 4, 3];
  const after = boxAfter(before, size, flip.geometry({ source: size, axis: 'horizontal' }));
  const at = (value: number) => value * pixel;
  return [
    heading('Pixel edges, half-open', x),
    ...Array.from({ length: 7 }, (_, i) => line(x + at(i + 1), y, x + at(i + 1), y + at(5))),
    ...Array.from({ length: 4 }, (_, i) => line(x, y + at(i + 1), x + at(8), y + at(i + 1))),
    rect('frame', x, y, at(8), at(5)),
    ...Array.from({ length: 9 }, (_, i) => text('edge', x + at(i), y - 4, String(i))),
    boxOf('label', before, x, y, pixel),
    boxOf('whole', after, x, y, pixel),
    text('', x, y + 142, `[${before.join(', ')}] is 3 × 2 pixels.`),
    text('', x, y + 160, `Flipped, x → 8 − x: [${after.join(', ')}].`),
    text('', x, y + 178, 'VOC’s one-based reading: 2, 2, 4, 3.'),
  ];
}

/** A polygon and a box of one object, cut by a crop. */
function cut(): string[] {
  const size = { width: 200, height: 120 };
  const [x, y] = [264, 44];
  const geometry: Geometry = {
    size: { width: 110, height: 120 },
    map: { kind: 'affine', matrix: [1, 0, 0, 0, 1, 0] },
    clip: { x0: 0, y0: 0, x1: 110, y1: 120 },
    edge: 'constant',
  };
  const points = Float64Array.of(30, 96, 62, 20, 100, 34, 150, 26, 186, 70, 132, 104);
  const polygon: Shape = { kind: 'polygon', rings: ringOf(points) };
  const box: Shape = { kind: 'box', at: Float64Array.of(30, 20, 186, 104) };
  const way = travel(depart({ ...noLabels, labels: [labelOf(0, [box, polygon])] }, size), geometry, keepAll);
  const [label] = arrive(way, keepAll).labels.labels;
  if (!label) throw new Error('Expected the crop to leave a part of the label.');
  const left = shapeOf(label, 'polygon')!.rings;
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = shapeOf(label, 'box')!.at;
  const share = areaOf(left) / areaOf(ringOf(points));
  return [
    heading('What a crop leaves', x),
    rect('frame', x, y, 110, 120),
    outline('whole', points, x, y),
    outline('whole', cornersOf({ x0: 30, y0: 20, x1: 186, y1: 104 }), x, y),
    outline('label', left.points, x, y),
    rect('label', x + x0, y + y0, x1 - x0, y1 - y0),
    text('', x, y + 142, `The polygon decides: ${Math.floor(100 * share)} % is visible,`),
    text('', x, y + 160, `so it stays up to minVisibility ${(Math.floor(100 * share) / 100).toFixed(2)}.`),
    text('', x, y + 178, 'The box is what is left of its corners.'),
  ];
}

/** One label in the upright frame, and where it lies on the pixels as they are stored: orientation 6. */
function frames(): string[] {
  const upright = { width: 84, height: 120 };
  const [x, y] = [516, 44];
  const drawn = [14, 18, 60, 52];
  const stored = storedGeometry({ width: upright.height, height: upright.width }, 6);
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = boxAfter(drawn, upright, stored);
  const far = x + 108;
  return [
    heading('Two frames of one photograph', x),
    rect('frame', x, y, upright.width, upright.height),
    rect('label', x + 14, y + 18, 46, 34),
    text('edge', x + 42, y + 110, 'upright'),
    rect('frame', far, y, stored.size.width, stored.size.height),
    rect('label', far + x0, y + y0, x1 - x0, y1 - y0),
    text('edge', far + 60, y + 98, 'stored, EXIF orientation 6'),
    text('', x, y + 142, `Upright: [${drawn.join(', ')}] of 84 × 120.`),
    text('', x, y + 160, `Stored: [${[x0, y0, x1, y1].join(', ')}] of 120 × 84.`),
    text('', x, y + 178, 'labels.frame says which, or finds it.'),
  ];
}

function boxAfter(box: readonly number[], size: Size, geometry: Geometry): number[] {
  const labels = [labelOf(0, [{ kind: 'box', at: Float64Array.from(box) }])];
  const [label] = arrive(travel(depart({ ...noLabels, labels }, size), geometry, keepAll), keepAll).labels.labels;
  return Array.from(label ? shapeOf(label, 'box')!.at : []);
}

function boxOf(
  kind: string,
  [x0 = 0, y0 = 0, x1 = 0, y1 = 0]: readonly number[],
  x: number,
  y: number,
  scale: number,
): string {
  return rect(kind, x + scale * x0, y + scale * y0, scale * (x1 - x0), scale * (y1 - y0));
}

function heading(words: string, x: number): string {
  return text('heading', x, 22, words);
}

function text(kind: string, x: number, y: number, words: string): string {
  return `<text${kind === '' ? '' : ` class="${kind}"`} x="${x}" y="${y}">${words}</text>`;
}

function line(x1: number, y1: number, x2: number, y2: number): string {
  return `<line class="grid" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"/>`;
}

function rect(kind: string, x: number, y: number, wide: number, high: number): string {
  return `<rect class="${kind}" x="${x}" y="${y}" width="${wide}" height="${high}"/>`;
}

function outline(kind: string, points: Float64Array, x: number, y: number): string {
  const places = Array.from({ length: points.length / 2 }, (_, at) => {
    const [u = 0, v = 0] = points.subarray(2 * at, 2 * at + 2);
    return `${round(x + u)},${round(y + v)}`;
  });
  return `<polygon class="${kind}" points="${places.join(' ')}"/>`;
}

function round(value: number): number {
  return Math.round(100 * value) / 100;
}
