import type { LabelledScene, Seen } from './pictures';
import { around, between, disc, ellipseReach, polygon, ring, ringReach, sky, stars, widen } from './strokes';

/** A ringed planet and its moons. */
export const planet: LabelledScene = (brush, width, height, random) => {
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
  const moons = [
    [width * 0.18, height * 0.22, radius * 0.14, '#cfd6e6'],
    [width * 0.84, height * 0.78, radius * 0.09, '#a8b8d8'],
  ] as const;
  for (const [left, top, size, colour] of moons) disc(brush, left, top, size, colour);
  const far = ringReach(radius);
  return [
    { name: 'planet', box: around(x, y, Math.max(radius, far.x), Math.max(radius, far.y)) },
    ...moons.map(([left, top, size]) => ({ name: 'moon', box: around(left, top, size, size) })),
  ];
};

/** The sea, with a sail. */
export const sea: LabelledScene = (brush, width, height, random) => {
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
  const parts = [
    ['#fdfaf0', [x, y - tall, x, y, x + tall * 0.5, y]],
    ['#e4583f', [x - tall * 0.05, y - tall * 0.85, x - tall * 0.05, y, x - tall * 0.36, y]],
    ['#2b2a33', [x - tall * 0.42, y + tall * 0.04, x + tall * 0.56, y + tall * 0.04, x + tall * 0.4, y + tall * 0.16, x - tall * 0.3, y + tall * 0.16]],
  ] as const; // prettier-ignore
  for (const [colour, corners] of parts) polygon(brush, colour, corners);
  const box = [x - tall * 0.42, y - tall, x + tall * 0.56, y + tall * 0.16] as const;
  return [{ name: 'boat', box, outlines: parts.map(([, corners]) => corners) }];
};

/** Overlapping discs of colour on paper. */
export const discs: LabelledScene = (brush, width, height, random) => {
  brush.fillStyle = '#f4efe4';
  brush.fillRect(0, 0, width, height);
  brush.globalCompositeOperation = 'multiply';
  const inks = ['#f2b134', '#ed553b', '#2a9d8f', '#3c5a99', '#e8a0bf'];
  const seen: Seen[] = [];
  for (let at = 0; at < 26; at++) {
    const radius = Math.min(width, height) * between(random, 0.05, 0.2);
    const [x, y] = [random.next() * width, random.next() * height];
    disc(brush, x, y, radius, inks[at % inks.length] ?? '#000');
    const [x0, y0, x1, y1] = around(x, y, radius, radius);
    // Its middle is on the picture, so that what the border leaves of it reaches as far as the border.
    seen.push({ name: 'dot', box: [Math.max(0, x0), Math.max(0, y0), Math.min(width, x1), Math.min(height, y1)] });
  }
  brush.globalCompositeOperation = 'source-over';
  return seen;
};

/** A flower with many petals, on a clear ground: the picture with alpha. */
export const flower: LabelledScene = (brush, width, height, random) => {
  const [x, y, radius] = [width / 2, height / 2, Math.min(width, height) * 0.42];
  const box: [number, number, number, number] = [x, y, x, y];
  for (let ringOf = 0; ringOf < 3; ringOf++) {
    const petals = 18 - ringOf * 4;
    const reach = radius * (1 - ringOf * 0.26);
    for (let petal = 0; petal < petals; petal++) {
      brush.save();
      brush.translate(x, y);
      const angle = (petal / petals) * 2 * Math.PI + ringOf * 0.3 + between(random, -0.05, 0.05);
      brush.rotate(angle);
      const shade = brush.createLinearGradient(0, 0, reach, 0);
      shade.addColorStop(0, '#7a1f4b');
      shade.addColorStop(1, ['#f2a0b5', '#ec6f92', '#d8446f'][ringOf] ?? '#fff');
      brush.fillStyle = shade;
      brush.beginPath();
      brush.ellipse(reach * 0.55, 0, reach * 0.45, reach * 0.16, 0, 0, 2 * Math.PI);
      brush.fill();
      brush.restore();
      const middle = [x + Math.cos(angle) * reach * 0.55, y + Math.sin(angle) * reach * 0.55] as const;
      const far = ellipseReach(reach * 0.45, reach * 0.16, angle);
      widen(box, around(...middle, far.x, far.y));
    }
  }
  for (let seed = 0; seed < 220; seed++) {
    const far = Math.sqrt(seed / 220) * radius * 0.24;
    const turn = seed * 2.399963;
    disc(brush, x + Math.cos(turn) * far, y + Math.sin(turn) * far, radius * 0.014, seed % 3 ? '#f4b63f' : '#a8641c');
  }
  return [{ name: 'flower', box }];
};

/** A balloon above fields. */
export const balloon: LabelledScene = (brush, width, height, random) => {
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
  // From the top of its envelope to the bottom of its basket.
  return [{ name: 'balloon', box: [x - radius, y - radius * 1.08, x + radius, y + radius * 1.72] }];
};
