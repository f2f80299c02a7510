import { z } from '../zod';
import { structure } from './operation';
import { steps } from './params';

/** The most copies of one image. */
const mostCopies = 1000;

/**
 * Makes copies of the image, each with random draws of its own. The steps inside, and all that follow, go on once per
 * copy. Names get `-0`, `-1` …; one copy alone is the image itself and gets none.
 */
export const repeat = structure({
  id: 'repeat',
  title: 'Repeat',
  summary: 'Makes several copies of the image, each with random draws of its own.',
  example: { copies: 3, steps: [{ op: 'random-crop', width: 160, height: 160 }] },
  params: z.strictObject({
    copies: z.int().min(1).max(mostCopies).meta({
      title: 'Copies',
      description: 'How many. The steps inside and all that follow go on once per copy.',
    }),
    steps: steps(),
  }),
  expand: (_input, { copies, steps: inner }) =>
    Array.from({ length: copies }, (_, copy) => ({ steps: inner, ...(copies > 1 && { suffix: `-${copy}` }) })),
  chains: ({ copies }) => copies,
});
