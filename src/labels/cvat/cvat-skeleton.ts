import type { Skeleton } from '../../core/dataset/label-set';
import { flipByNames } from '../../core/dataset/skeleton';
import { attributeOf, xmlOf, xmlText, XmlTrouble, type XmlNode } from '../text/xml';

/** A skeleton by the names of its points and CVAT's drawing of it, whose lines are its edges. */
export function skeletonOf(names: readonly string[], svg: string): Skeleton {
  return { names, edges: edgesIn(names, svg), flip: flipByNames(names), values: 3 };
}

function edgesIn(names: readonly string[], svg: string): Skeleton['edges'] {
  let nodes: readonly XmlNode[];
  try {
    nodes = xmlOf(`<svg>${svg}</svg>`).children;
  } catch (error) {
    if (!(error instanceof XmlTrouble)) throw error;
    // A drawing that cannot be read says nothing of edges.
    return [];
  }
  const places = new Map<string, number>();
  for (const node of nodes) {
    const [id, name] = [attributeOf(node, 'data-node-id'), attributeOf(node, 'data-label-name')];
    if (id !== null && name !== null) places.set(id, names.indexOf(name));
  }
  return nodes.flatMap((node): [number, number][] => {
    const from = places.get(attributeOf(node, 'data-node-from') ?? '') ?? -1;
    const to = places.get(attributeOf(node, 'data-node-to') ?? '') ?? -1;
    return from >= 0 && to >= 0 ? [[from, to]] : [];
  });
}

/** A drawing of it, its points on a circle: CVAT wants one. */
export function svgOf({ names, edges }: Skeleton): string {
  const places = names.map((_, index) => {
    const angle = (2 * Math.PI * index) / names.length;
    return [50 + 40 * Math.sin(angle), 50 - 40 * Math.cos(angle)].map((value) => value.toFixed(2));
  });
  const lines = edges.map(([from, to]) =>
    element('line', {
      x1: places[from]?.[0],
      y1: places[from]?.[1],
      x2: places[to]?.[0],
      y2: places[to]?.[1],
      'data-type': 'edge',
      'data-node-from': from + 1,
      'data-node-to': to + 1,
    }),
  );
  const circles = names.map((name, index) =>
    element('circle', {
      r: '1.5',
      cx: places[index]?.[0],
      cy: places[index]?.[1],
      'data-type': 'element node',
      'data-element-id': index + 1,
      'data-node-id': index + 1,
      'data-label-name': name,
    }),
  );
  return [...lines, ...circles].map((one) => xmlText(one).trim()).join('');
}

function element(name: string, attributes: Readonly<Record<string, unknown>>): XmlNode {
  const pairs = Object.entries(attributes).map(([key, value]): [string, string] => [key, String(value)]);
  return { name, text: '', attributes: pairs, children: [] };
}
