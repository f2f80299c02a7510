/** Okabe and Ito's colours, which colour-blind people tell apart too (jfly.uni-koeln.de/color), and white for black. */
const colours = ['#e69f00', '#56b4e9', '#f0e442', '#009e73', '#cc79a7', '#d55e00', '#0072b2', '#ffffff'] as const;
/** In pixels of the screen; the next one once every colour was used. */
const dashes = [[], [6, 3], [2, 3]] as const;

export interface Look {
  readonly colour: string;
  readonly dash: readonly number[];
}

/** Of a class by its index: the same in every image. A name stands beside it wherever it matters. */
export function lookOf(index: number): Look {
  return {
    colour: colours[index % colours.length] ?? colours[0],
    dash: dashes[Math.floor(index / colours.length) % dashes.length] ?? [],
  };
}
