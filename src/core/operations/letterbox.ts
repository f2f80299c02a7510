import { z } from '../zod';
import { align, placed } from './align';
import { colour, fillOf } from './fill';
import { applyFitted, fittedAcceptsShrunk, fittedAccess, fittedGeometry, fittedMoves, fittedPixels } from './fitted';
import { operation } from './operation';
import { kernel, side } from './params';

/**
 * Scales the image into a box and pads to it. Rounding is that of Ultralytics' `LetterBox`: `r = min(h′/h, w′/w)`, the
 * scaled sides `round(w · r)` and `round(h · r)` with halves to even as Python's `round`, 1 at least; in the middle
 * `round(d / 2 − 0.1)` pixels go to the left and the top of what is left over, `d`.
 */
export const letterbox = operation({
  id: 'letterbox',
  title: 'Letterbox',
  summary: 'Fits the whole image into a box and pads the rest, as detectors are fed.',
  example: { width: 160, height: 160 },
  params: z.strictObject({
    width: side().meta({ title: 'Width', description: 'Of the result.', unit: 'px' }),
    height: side().meta({ title: 'Height', description: 'Of the result.', unit: 'px' }),
    fill: colour().default('#727272').meta({ title: 'Fill', description: 'The colour of what is padded.' }),
    enlarge: z.boolean().default(true).meta({
      title: 'Enlarge',
      description: 'Lets small images grow to the box. Without it they are padded alone.',
    }),
    align: align().meta({ title: 'Align', description: 'Where the image lies in the box.' }),
    kernel: kernel(),
  }),
  plan: ({ size: source }, { width, height, fill, enlarge, align, kernel }) => {
    const fits = Math.min(height / source.height, width / source.width);
    const scale = enlarge ? fits : Math.min(1, fits);
    const scaled = {
      width: Math.max(1, roundHalfEven(source.width * scale)),
      height: Math.max(1, roundHalfEven(source.height * scale)),
    };
    const { left, top } = placed(align, width - scaled.width, height - scaled.height);
    return [{ source, scaled, size: { width, height }, left, top, kernel, fill: fillOf(fill) }];
  },
  geometry: fittedGeometry,
  access: fittedAccess,
  pixels: fittedPixels,
  acceptsShrunk: fittedAcceptsShrunk,
  apply: applyFitted,
  moves: fittedMoves,
});

/** Python's `round` for numbers that are not negative. */
export function roundHalfEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
}
