/** Okabe and Ito's colours, which colour-blind people tell apart too (jfly.uni-koeln.de/color), and white for black. */
const colours = ['#e69f00', '#56b4e9', '#f0e442', '#009e73', '#cc79a7', '#d55e00', '#0072b2', '#ffffff'] as const;
/** In pixels of the screen; the next one once every colour was used. */
const dashes = [[], [6, 3], [2, 3]] as const;

/** Of what follows after these colours: neighbours in hue of two rounds differ in lightness. */
const lightnesses = [0.8, 0.6, 0.4] as const;
const saturation = 0.95;

/** Of masks, in steps across the picture, as dashes are of lines: which part of each turn is dark. */
const hatches = [null, { x: 1, y: 1 }, { x: 1, y: -1 }] as const;

export interface Look {
  readonly colour: string;
  readonly dash: readonly number[];
}

/** Of a class by its index: the same in every image, and no other class's. A name stands beside it wherever it matters. */
export function lookOf(index: number): Look {
  return {
    colour: colourOf(index),
    dash: dashes[Math.floor(index / colours.length) % dashes.length] ?? [],
  };
}

/** Once each colour was used with each dash, hues of the golden angle: far apart among neighbours, and never twice. */
function colourOf(index: number): string {
  const round = Math.floor(index / (colours.length * dashes.length));
  if (round === 0) return colours[index % colours.length] ?? colours[0];
  return hex((index * 137.508) % 360, lightnesses[round % lightnesses.length] ?? 0.6);
}

/** @param hue In degrees. @param lightness From 0 to 1, as HSL has it. */
function hex(hue: number, lightness: number): string {
  const part = (from: number) => {
    const place = (from + hue / 30) % 12;
    const value = lightness - saturation * Math.min(lightness, 1 - lightness) * Math.max(-1, Math.min(place - 3, 9 - place, 1)); // prettier-ignore
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${part(0)}${part(8)}${part(4)}`;
}

/**
 * The colour of a class's mask at a place: its lines' colour, hatched once every colour was used.
 * @param turn Of the hatching, in the units of the place. @returns red, green, blue and alpha in 32 bits.
 */
export function maskColour(index: number, turn: number): (x: number, y: number) => number {
  const full = Number.parseInt(lookOf(index).colour.slice(1), 16);
  const hatch = hatches[Math.floor(index / colours.length) % hatches.length];
  const plain = ((full << 8) | 0xff) >>> 0;
  if (!hatch) return () => plain;
  // Half as light.
  const dark = (((full >> 1) & 0x7f7f7f) * 256 + 0xff) >>> 0;
  return (x, y) => {
    const along = (((hatch.x * x + hatch.y * y) % turn) + turn) % turn;
    return along < turn / 3 ? dark : plain;
  };
}
