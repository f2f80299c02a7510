import type { LabelSet } from '../core/dataset/label-set';
import type { ClassFacts } from './label-api';

/** What those who move labels, check them or draw them know of a set's classes. */
export function classFacts(set: LabelSet | null): ClassFacts {
  const { classes = [], unnamed = [] } = set ?? {};
  const flips = classes.flatMap(({ skeleton }, index) => (skeleton?.flip ? [[index, skeleton.flip] as const] : []));
  const keypoints = classes.flatMap(({ skeleton }, index) =>
    skeleton ? [[index, skeleton.names.length] as const] : [],
  );
  const bones = classes.flatMap(({ skeleton }, index) =>
    skeleton && skeleton.edges.length > 0 ? [[index, skeleton.edges] as const] : [],
  );
  return { classes: classes.map(({ name }) => name), unnamed, keypoints, flips, bones };
}
