import { z } from '../zod';
import { structure } from './operation';
import { steps } from './params';

/** Runs its steps, all of them or none, with probability `p`. */
export const randomApply = structure({
  id: 'random-apply',
  title: 'Random apply',
  summary: 'Runs the steps inside for some of the images, drawn by chance.',
  example: { p: 0.5, steps: [{ op: 'flip', axis: 'horizontal' }] },
  params: z.strictObject({
    p: z.number().min(0).max(1).default(0.5).meta({
      title: 'Probability',
      description: 'How likely it is that the steps run, from 0 (never) to 1 (always).',
    }),
    steps: steps(),
  }),
  expand: ({ random }, { p, steps: inner }) => [{ steps: random.next() < p ? inner : [] }],
  chains: () => 1,
});
