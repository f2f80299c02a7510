import handsCode from './lessons/hands.ts?raw';
import moreCode from './lessons/more-hands-than-cores.ts?raw';
import oneCode from './lessons/one-after-the-other.ts?raw';
import parallelCode from './lessons/parallel.ts?raw';
import sequentialCode from './lessons/sequential.ts?raw';
import tasksCode from './lessons/tasks.ts?raw';
import twoCode from './lessons/two-at-once.ts?raw';

/** One example: what it shows, the very code that runs, and the same in Python. */
export interface Lesson {
  readonly id: string;
  readonly title: string;
  /** What to know before, and what to look at. */
  readonly lead: string;
  /** The source of the module that `load` gives. */
  readonly code: string;
  readonly python: string;
  readonly load: () => Promise<{ main(files: Blob[]): Promise<unknown> }>;
  /** Takes the person's images, or the sample. */
  readonly takesImages?: true;
}

/** The two modules that every lesson uses. */
export const shared = [
  { name: 'tasks.ts', what: 'what a worker can do', code: tasksCode },
  { name: 'hands.ts', what: 'how the page calls it', code: handsCode },
] as const;

export const lessons: readonly Lesson[] = [
  {
    id: 'one-after-the-other',
    title: 'One sleep after the other',
    lead: 'A process runs one function in a worker of its own, which the browser may give a core of its own. start() begins it, join() waits for its end. Here the second begins when the first has ended, so the times add up.',
    code: oneCode,
    python: `from multiprocessing import Process
from time import sleep

if __name__ == "__main__":
    p1 = Process(target=sleep, args=(0.5,))
    p1.start()
    p1.join()

    p2 = Process(target=sleep, args=(0.5,))
    p2.start()
    p2.join()
`,
    load: () => import('./lessons/one-after-the-other'),
  },
  {
    id: 'two-at-once',
    title: 'Two sleeps at once',
    lead: 'The same four lines in another order: both are started before either is joined. Neither waits for the other, and the whole takes as long as the longer one.',
    code: twoCode,
    python: `from multiprocessing import Process
from time import sleep

if __name__ == "__main__":
    p1 = Process(target=sleep, args=(0.5,))
    p2 = Process(target=sleep, args=(0.5,))
    p1.start()
    p2.start()
    p1.join()
    p2.join()
`,
    load: () => import('./lessons/two-at-once'),
  },
  {
    id: 'more-hands-than-cores',
    title: 'Waiting is not computing',
    lead: 'A pool keeps a number of workers and hands tasks to them; this one has twice as many as there are cores. All sleep at once, for waiting needs no core. Then all compute at once, and have to share: each takes longer than it would alone.',
    code: moreCode,
    python: `from multiprocessing import Pool, cpu_count
from time import sleep
from primes import count_primes

if __name__ == "__main__":
    many = 2 * cpu_count()
    with Pool(processes=many) as pool:
        pool.map(sleep, [0.5] * many)
        pool.map(count_primes, [2_000_000] * many)
`,
    load: () => import('./lessons/more-hands-than-cores'),
  },
  {
    id: 'sequential',
    title: 'Your images, one worker',
    lead: 'Image work is computing: decoding, weighing pixels, encoding. With one worker, one core does all of it.',
    code: sequentialCode,
    python: `from multiprocessing import Pool
from images import thumbnail, files

if __name__ == "__main__":
    with Pool(processes=1) as pool:
        pool.map(thumbnail, files)
`,
    load: () => import('./lessons/sequential'),
    takesImages: true,
  },
  {
    id: 'parallel',
    title: 'Your images, every core',
    lead: 'The same call with a worker for each core. This is all that Many Hands does, with a better thumbnail.',
    code: parallelCode,
    python: `from multiprocessing import Pool, cpu_count
from images import thumbnail, files

if __name__ == "__main__":
    with Pool(processes=cpu_count()) as pool:
        pool.map(thumbnail, files)
`,
    load: () => import('./lessons/parallel'),
    takesImages: true,
  },
];
