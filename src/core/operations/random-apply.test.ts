import { goldens } from '../../worker/testing/goldens';
import { noise } from '../../worker/testing/pictures';
import { moved } from '../../worker/testing/reference';
import type { Step } from './operation';

const picture = noise(11, 7);
const flip: Step = { op: 'flip', axis: 'horizontal' };
const turn: Step = { op: 'rotate', angle: 180 };
const step = (p: number, ...steps: readonly Step[]): Step => ({ op: 'random-apply', p, steps });

goldens([
  { name: 'At 0 nothing runs', picture, step: step(0, flip), expected: picture },
  {
    name: 'At 1 all steps run, in their order',
    picture,
    step: step(1, flip, turn),
    expected: moved(picture, 11, 7, (x, y) => [x, 6 - y]),
  },
  { name: 'Without steps nothing happens', picture, step: step(1), expected: picture },
  {
    name: 'One inside another runs as its own chance has it',
    picture,
    step: step(1, step(0, turn), step(1, flip)),
    expected: moved(picture, 11, 7, (x, y) => [10 - x, y]),
  },
]);
