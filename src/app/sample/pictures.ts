import type { Random } from '../../core/random';
import { between, disc, firs, mix, polygon, ridge, sky, square, stars } from './strokes';
import type { Brush } from './strokes';

/** Draws one scene over the whole of a canvas of this size. */
export type Scene = (brush: Brush, width: number, height: number, random: Random) => void;

/** What a scene shows of the classes that the sample has labels of; each picture that shows one names it. */
export interface Seen {
  readonly name: string;
  /** The smallest around all of it that is on the picture: `[x0, y0, x1, y1]`. */
  readonly box: readonly [number, number, number, number];
  /** Its parts, x and y of each corner, where they have corners. */
  readonly outlines?: readonly (readonly number[])[];
}

/** A scene with such things in it. */
export type LabelledScene = (brush: Brush, width: number, height: number, random: Random) => readonly Seen[];

/** Hills behind hills under a low sun. */
export const hills: Scene = (brush, width, height, random) => {
  sky(brush, width, height, ['#233a66', '#d9805f', '#ffd9a0']);
  disc(brush, width * 0.68, height * 0.46, Math.min(width, height) * 0.08, '#fff1cf');
  const layers = 6;
  for (let layer = 0; layer < layers; layer++) {
    const near = layer / (layers - 1);
    ridge(
      brush,
      width,
      height,
      height * (0.45 + 0.42 * near),
      height * (0.05 + 0.06 * near),
      random,
      mix([120, 92, 120], [24, 28, 46], near),
    );
  }
};

/** Dunes, lit from the right. */
export const dunes: Scene = (brush, width, height, random) => {
  sky(brush, width, height, ['#7fb4c9', '#cfe0d8', '#f3e3bd']);
  for (let layer = 0; layer < 4; layer++) {
    const top = height * (0.42 + layer * 0.15);
    const crest = between(random, 0.3, 0.7) * width;
    for (const [side, colour] of [
      [0, mix([176, 112, 68], [140, 80, 48], layer / 3)],
      [width, mix([236, 184, 122], [222, 158, 92], layer / 3)],
    ] as const) {
      brush.fillStyle = colour;
      brush.beginPath();
      brush.moveTo(crest, top);
      brush.quadraticCurveTo((crest + side) / 2, top + height * 0.02, side, top + height * between(random, 0.05, 0.14));
      brush.lineTo(side, height);
      brush.quadraticCurveTo(
        crest + (side === 0 ? -1 : 1) * width * 0.04,
        (top + height) / 2,
        crest + width * 0.1,
        height,
      );
      brush.fill();
    }
  }
};

/** A city by night, its windows lit. */
export const city: Scene = (brush, width, height, random) => {
  sky(brush, width, height, ['#0b1026', '#27305e', '#7a4b78']);
  stars(brush, width, height * 0.5, random, 160);
  for (let layer = 0; layer < 3; layer++) {
    for (let left = -20; left < width;) {
      const wide = width * between(random, 0.03, 0.08);
      const top = height * between(random, 0.3 + layer * 0.14, 0.62 + layer * 0.1);
      brush.fillStyle = mix([58, 60, 104], [12, 14, 28], layer / 2);
      brush.fillRect(left, top, wide, height - top);
      const cell = Math.max(5, width * 0.007);
      for (let y = top + cell; y < height - cell; y += cell * 2)
        for (let x = left + cell; x < left + wide - cell; x += cell * 1.8) {
          if (random.next() > 0.32) continue;
          brush.fillStyle = random.next() > 0.8 ? '#9fd8ff' : '#ffd27a';
          brush.fillRect(x, y, cell * 0.8, cell);
        }
      left += wide + width * between(random, 0.001, 0.012);
    }
  }
};

/** Northern lights over firs. */
export const aurora: Scene = (brush, width, height, random) => {
  sky(brush, width, height, ['#04101f', '#0a2540', '#123a4a']);
  stars(brush, width, height * 0.7, random, 260);
  brush.globalCompositeOperation = 'lighter';
  for (let band = 0; band < 3; band++) {
    const [base, phase] = [height * (0.42 + band * 0.08), random.next() * 6];
    for (let x = 0; x < width; x += 3) {
      const y =
        base + Math.sin((x / width) * 7 + phase) * height * 0.09 + Math.sin((x / width) * 19 + phase) * height * 0.02;
      const tall = height * (0.2 + 0.12 * Math.sin((x / width) * 31 + phase));
      const glow = brush.createLinearGradient(0, y - tall, 0, y);
      glow.addColorStop(0, 'rgb(120 70 200 / 0)');
      glow.addColorStop(0.6, 'rgb(60 190 150 / 0.14)');
      glow.addColorStop(1, 'rgb(130 255 190 / 0.3)');
      brush.fillStyle = glow;
      brush.fillRect(x, y - tall, 3, tall);
    }
  }
  brush.globalCompositeOperation = 'source-over';
  firs(brush, width, height, random, '#030b12');
};

/** A wall of coloured tiles. */
export const tiles: Scene = (brush, width, height, random) => {
  const side = Math.max(24, Math.round(Math.min(width, height) / 9));
  const inks = ['#1f4e5f', '#79a8a9', '#f4f7f7', '#e2b04a', '#c8553d'];
  const ink = () => inks[random.integer(0, inks.length - 1)] ?? '#000';
  for (let y = 0; y < height; y += side)
    for (let x = 0; x < width; x += side) {
      brush.fillStyle = ink();
      brush.fillRect(x, y, side, side);
      brush.fillStyle = ink();
      brush.beginPath();
      const turn = random.integer(0, 3);
      brush.moveTo(x + (turn % 2) * side, y + (turn > 1 ? side : 0));
      brush.arc(x + (turn % 2) * side, y + (turn > 1 ? side : 0), side * 0.92, 0, 2 * Math.PI);
      brush.save();
      brush.clip(square(x, y, side));
      brush.fill();
      brush.restore();
    }
};

/** A tall wood in mist. */
export const wood: Scene = (brush, width, height, random) => {
  sky(brush, width, height, ['#dfe6dc', '#b4c6b6', '#7d9a86']);
  for (let layer = 0; layer < 5; layer++) {
    brush.fillStyle = mix([168, 190, 172], [28, 48, 42], layer / 4);
    for (let at = 0; at < 9; at++) {
      const x = random.next() * width;
      const wide = width * (0.008 + layer * 0.009) * between(random, 0.7, 1.3);
      polygon(brush, brush.fillStyle, [x - wide, height, x - wide * 0.5, 0, x + wide * 0.5, 0, x + wide, height]);
    }
  }
};

/** A test card: known colours, a grid and a circle, as a dataset person wants one. */
export const card: Scene = (brush, width, height) => {
  const bars = ['#ffffff', '#ffe100', '#00d5e0', '#12c24c', '#e13bc4', '#e2342d', '#2d49d8', '#14141a'];
  for (const [at, colour] of bars.entries()) {
    brush.fillStyle = colour;
    brush.fillRect(Math.floor((width * at) / bars.length), 0, Math.ceil(width / bars.length), height * 0.72);
  }
  const steps = 16;
  for (let at = 0; at < steps; at++) {
    const grey = Math.round((255 * at) / (steps - 1));
    brush.fillStyle = `rgb(${grey} ${grey} ${grey})`;
    brush.fillRect(Math.floor((width * at) / steps), height * 0.72, Math.ceil(width / steps), height * 0.28);
  }
  brush.strokeStyle = '#14141a';
  brush.lineWidth = Math.max(2, width / 320);
  brush.beginPath();
  brush.arc(width / 2, height / 2, Math.min(width, height) * 0.4, 0, 2 * Math.PI);
  brush.stroke();
};
