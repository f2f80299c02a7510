import { z } from '../zod';
import type { Kernel } from './operation';

/** The longest side that JPEG can hold, and more than any model takes. */
export const maxSidePx = 65535;

/** A length of at least one pixel. */
export const side = () => z.int().min(1).max(maxSidePx);

export const kernels = [
  'nearest',
  'linear',
  'cubic',
  'mitchell',
  'lanczos2',
  'lanczos3',
] as const satisfies readonly Kernel[];

export const kernel = () =>
  z
    .enum(kernels)
    .default('lanczos3')
    .meta({
      title: 'Kernel',
      labels: { lanczos2: 'Lanczos 2', lanczos3: 'Lanczos 3' },
      description:
        'How pixels are weighed when the size changes. Lanczos 3 is the sharpest, nearest keeps exact values; enlarging with mitchell, lanczos2 or lanczos3 is done by cubic.',
    });
