import type { Geometry } from '../../core/geometry/geometry';
import { times } from '../../core/geometry/matrix';
import { operationOf, type AnyPixelOperation } from '../../core/operations/index';

/** Does something while an operation tells places one pixel to the right of where its pixels go. */
export async function toldOnePixelOff<T>(id: string, work: () => Promise<T>): Promise<T> {
  const operation = operationOf(id) as AnyPixelOperation; // Those that are tested have pixels.
  const told = operation.geometry;
  operation.geometry = (plan) => shifted(told(plan));
  try {
    return await work();
  } finally {
    operation.geometry = told;
  }
}

function shifted(geometry: Geometry): Geometry {
  const { map } = geometry;
  switch (map.kind) {
    case 'identity':
      return { ...geometry, map: { kind: 'affine', matrix: [1, 0, 1, 0, 1, 0] } };
    case 'affine':
      return { ...geometry, map: { kind: 'affine', matrix: times([1, 0, 1, 0, 1, 0], map.matrix) } };
    case 'projective': {
      const [a, b, c, d, e, f, g, h, i] = map.matrix;
      return { ...geometry, map: { kind: 'projective', matrix: [a + g, b + h, c + i, d, e, f, g, h, i] } };
    }
    case 'dense': {
      const { forward, backward } = map;
      return {
        ...geometry,
        map: {
          kind: 'dense',
          forward: (x, y) => [forward(x, y)[0] + 1, forward(x, y)[1]],
          backward: (x, y) => backward(x - 1, y),
        },
      };
    }
  }
}
