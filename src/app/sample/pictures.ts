import type { Random } from '../../core/random';
import { between, disc, firs, mix, polygon, ridge, ring, sky, square, stars } from './strokes';
import type { Brush } from './strokes';

/** Draws one scene over the whole of a canvas of this size. */
export type Scene = (brush: Brush, width: number, height: number, random: Random) => void;

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

/** A ringed planet and its moons. */
export const planet: Scene = (brush, width, height, random) => {
  sky(brush, width, height, ['#05060f', '#101433', '#1d1238']);
  stars(brush, width, height, random, 420);
  const [x, y, radius] = [width * 0.5, height * 0.52, Math.min(width, height) * 0.26];
  ring(brush, x, y, radius, Math.PI, 2 * Math.PI);
  const light = brush.createRadialGradient(x - radius * 0.5, y - radius * 0.5, radius * 0.1, x, y, radius * 1.15);
  light.addColorStop(0, '#ffe1b0');
  light.addColorStop(0.5, '#d98f5c');
  light.addColorStop(1, '#3a1d2e');
  disc(brush, x, y, radius, light);
  ring(brush, x, y, radius, 0, Math.PI);
  disc(brush, width * 0.18, height * 0.22, radius * 0.14, '#cfd6e6');
  disc(brush, width * 0.84, height * 0.78, radius * 0.09, '#a8b8d8');
};

/** The sea, with a sail. */
export const sea: Scene = (brush, width, height, random) => {
  sky(brush, width, height * 0.55, ['#3d7fb8', '#a8d4ea', '#f4ecd8']);
  const water = brush.createLinearGradient(0, height * 0.55, 0, height);
  water.addColorStop(0, '#3f9db0');
  water.addColorStop(1, '#0d3b5c');
  brush.fillStyle = water;
  brush.fillRect(0, height * 0.55, width, height * 0.45);
  for (let wave = 0; wave < 260; wave++) {
    const near = random.next() ** 1.6;
    const y = height * (0.56 + near * 0.43);
    const long = width * (0.01 + near * 0.06);
    brush.fillStyle = `rgb(255 255 255 / ${(0.05 + 0.16 * random.next()).toFixed(3)})`;
    brush.fillRect(random.next() * width, y, long, 1 + near * height * 0.006);
  }
  const [x, y, tall] = [width * 0.36, height * 0.58, Math.min(width, height) * 0.24];
  polygon(brush, '#fdfaf0', [x, y - tall, x, y, x + tall * 0.5, y]);
  polygon(brush, '#e4583f', [x - tall * 0.05, y - tall * 0.85, x - tall * 0.05, y, x - tall * 0.36, y]);
  polygon(brush, '#2b2a33', [
    x - tall * 0.42,
    y + tall * 0.04,
    x + tall * 0.56,
    y + tall * 0.04,
    x + tall * 0.4,
    y + tall * 0.16,
    x - tall * 0.3,
    y + tall * 0.16,
  ]);
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

/** Overlapping discs of colour on paper. */
export const discs: Scene = (brush, width, height, random) => {
  brush.fillStyle = '#f4efe4';
  brush.fillRect(0, 0, width, height);
  brush.globalCompositeOperation = 'multiply';
  const inks = ['#f2b134', '#ed553b', '#2a9d8f', '#3c5a99', '#e8a0bf'];
  for (let at = 0; at < 26; at++) {
    const radius = Math.min(width, height) * between(random, 0.05, 0.2);
    disc(brush, random.next() * width, random.next() * height, radius, inks[at % inks.length] ?? '#000');
  }
  brush.globalCompositeOperation = 'source-over';
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

/** A flower with many petals, on a clear ground: the picture with alpha. */
export const flower: Scene = (brush, width, height, random) => {
  const [x, y, radius] = [width / 2, height / 2, Math.min(width, height) * 0.42];
  for (let ringOf = 0; ringOf < 3; ringOf++) {
    const petals = 18 - ringOf * 4;
    const reach = radius * (1 - ringOf * 0.26);
    for (let petal = 0; petal < petals; petal++) {
      brush.save();
      brush.translate(x, y);
      brush.rotate((petal / petals) * 2 * Math.PI + ringOf * 0.3 + between(random, -0.05, 0.05));
      const shade = brush.createLinearGradient(0, 0, reach, 0);
      shade.addColorStop(0, '#7a1f4b');
      shade.addColorStop(1, ['#f2a0b5', '#ec6f92', '#d8446f'][ringOf] ?? '#fff');
      brush.fillStyle = shade;
      brush.beginPath();
      brush.ellipse(reach * 0.55, 0, reach * 0.45, reach * 0.16, 0, 0, 2 * Math.PI);
      brush.fill();
      brush.restore();
    }
  }
  for (let seed = 0; seed < 220; seed++) {
    const far = Math.sqrt(seed / 220) * radius * 0.24;
    const turn = seed * 2.399963;
    disc(brush, x + Math.cos(turn) * far, y + Math.sin(turn) * far, radius * 0.014, seed % 3 ? '#f4b63f' : '#a8641c');
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

/** A balloon above fields. */
export const balloon: Scene = (brush, width, height, random) => {
  sky(brush, width, height, ['#5aa7e0', '#b6dcf2', '#fdf3d8']);
  const greens = ['#8fb04e', '#6f9a45', '#c9bd5b', '#557f3e', '#a8b85c'];
  for (let field = 0; field < 14; field++) {
    const y = height * (0.72 + field * 0.022);
    polygon(brush, greens[random.integer(0, greens.length - 1)] ?? '#888', [
      0,
      y + between(random, -8, 8),
      width,
      y + between(random, -8, 8),
      width,
      height,
      0,
      height,
    ]);
  }
  const [x, y, radius] = [width * 0.55, height * 0.34, Math.min(width, height) * 0.2];
  const gores = ['#d8412f', '#f6e7c1', '#2c5aa0', '#f6e7c1', '#d8412f'];
  for (const [at, colour] of gores.entries()) {
    brush.fillStyle = colour;
    brush.beginPath();
    brush.ellipse(x, y, radius * (1 - at * 0.2), radius * 1.08, 0, 0, 2 * Math.PI);
    brush.fill();
  }
  polygon(brush, '#6b4226', [
    x - radius * 0.14,
    y + radius * 1.5,
    x + radius * 0.14,
    y + radius * 1.5,
    x + radius * 0.11,
    y + radius * 1.72,
    x - radius * 0.11,
    y + radius * 1.72,
  ]);
  brush.strokeStyle = '#6b4226';
  brush.lineWidth = Math.max(1, radius * 0.015);
  brush.beginPath();
  for (const side of [-1, 1]) {
    brush.moveTo(x + side * radius * 0.5, y + radius * 0.92);
    brush.lineTo(x + side * radius * 0.12, y + radius * 1.5);
  }
  brush.stroke();
};
