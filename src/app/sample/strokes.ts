import type { Random } from '../../core/random';

/** What the scenes have in common: shapes and stretches that more than one of them draws, or that have no subject. */
export type Brush = OffscreenCanvasRenderingContext2D;

export function sky(brush: Brush, width: number, height: number, colours: readonly string[]): void {
  const down = brush.createLinearGradient(0, 0, 0, height);
  for (const [at, colour] of colours.entries()) down.addColorStop(at / (colours.length - 1), colour);
  brush.fillStyle = down;
  brush.fillRect(0, 0, width, height);
}

export function ridge(
  brush: Brush,
  width: number,
  height: number,
  y: number,
  rough: number,
  random: Random,
  colour: string,
): void {
  const waves = Array.from({ length: 5 }, (_, at) => ({
    size: rough / (at + 1),
    long: (at + 1) * between(random, 2, 5),
    phase: random.next() * 6.3,
  }));
  brush.fillStyle = colour;
  brush.beginPath();
  brush.moveTo(0, height);
  for (let x = 0; x <= width; x += 4)
    brush.lineTo(
      x,
      y + waves.reduce((sum, { size, long, phase }) => sum + size * Math.sin((x / width) * long + phase), 0),
    );
  brush.lineTo(width, height);
  brush.fill();
}

export function firs(brush: Brush, width: number, height: number, random: Random, colour: string): void {
  for (let x = -10; x < width + 10; x += width * 0.012) {
    const tall = height * between(random, 0.05, 0.2);
    polygon(brush, colour, [x - tall * 0.17, height, x, height - tall, x + tall * 0.17, height]);
  }
}

export function stars(brush: Brush, width: number, height: number, random: Random, many: number): void {
  for (let at = 0; at < many; at++)
    disc(
      brush,
      random.next() * width,
      random.next() * height,
      between(random, 0.4, 1.6),
      `rgb(255 255 255 / ${between(random, 0.2, 0.9).toFixed(2)})`,
    );
}

export function ring(brush: Brush, x: number, y: number, radius: number, from: number, to: number): void {
  for (const [reach, colour] of [
    [1.9, '#e8c79a'],
    [1.7, '#b98a66'],
    [1.55, '#f0dcb8'],
  ] as const) {
    brush.strokeStyle = colour;
    brush.lineWidth = radius * 0.1;
    brush.beginPath();
    brush.ellipse(x, y, radius * reach, radius * reach * 0.24, -0.25, from, to);
    brush.stroke();
  }
}

/** How far all of `ring` is from its middle along each axis: half a line's width beyond its widest ellipse. */
export function ringReach(radius: number): { readonly x: number; readonly y: number } {
  const { x, y } = ellipseReach(radius * 1.9, radius * 1.9 * 0.24, -0.25);
  return { x: x + radius * 0.05, y: y + radius * 0.05 };
}

/** How far an ellipse that is turned by `angle` reaches from its middle along each axis. */
export function ellipseReach(wide: number, high: number, angle: number): { readonly x: number; readonly y: number } {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return { x: Math.hypot(wide * cos, high * sin), y: Math.hypot(wide * sin, high * cos) };
}

export function around(x: number, y: number, wide: number, high: number): [number, number, number, number] {
  return [x - wide, y - high, x + wide, y + high];
}

/** Makes the first box hold the second. */
export function widen(box: [number, number, number, number], other: readonly [number, number, number, number]): void {
  for (const at of [0, 1, 2, 3] as const) box[at] = (at < 2 ? Math.min : Math.max)(box[at], other[at]);
}

export function disc(brush: Brush, x: number, y: number, radius: number, fill: string | CanvasGradient): void {
  brush.fillStyle = fill;
  brush.beginPath();
  brush.arc(x, y, radius, 0, 2 * Math.PI);
  brush.fill();
}

export function polygon(brush: Brush, fill: string | CanvasGradient | CanvasPattern, places: readonly number[]): void {
  brush.fillStyle = fill;
  brush.beginPath();
  for (let at = 0; at < places.length; at += 2) brush.lineTo(places[at] ?? 0, places[at + 1] ?? 0);
  brush.fill();
}

export function square(x: number, y: number, side: number): Path2D {
  const path = new Path2D();
  path.rect(x, y, side, side);
  return path;
}

export function between(random: Random, low: number, high: number): number {
  return random.between(low, high);
}

export function mix(
  from: readonly [number, number, number],
  to: readonly [number, number, number],
  share: number,
): string {
  return `rgb(${from.map((value, at) => Math.round(value + ((to[at] ?? 0) - value) * share)).join(' ')})`;
}
