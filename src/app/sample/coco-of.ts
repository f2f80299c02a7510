import type { Seen } from './pictures';

/** A picture with what it shows; its size is that of the picture as it is shown. */
export interface Labelled {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly seen: readonly Seen[];
}

/** COCO's JSON of pictures: all of them are named, those that show nothing of any class too. */
export function cocoOf(pictures: readonly Labelled[]): object {
  const all = pictures.flatMap(({ seen }, at) => seen.map((one) => ({ ...one, image: at + 1 })));
  const names = [...new Set(all.map(({ name }) => name))].sort();
  return {
    info: { description: 'Pictures that Many Hands draws, with what they show.' },
    images: pictures.map(({ name, width, height }, at) => ({ id: at + 1, file_name: name, width, height })),
    categories: names.map((name, at) => ({ id: at + 1, name, supercategory: '' })),
    annotations: all.map(({ name, box: [x0, y0, x1, y1], outlines = [], image }, at) => ({
      id: at + 1,
      image_id: image,
      category_id: names.indexOf(name) + 1,
      bbox: [x0, y0, x1 - x0, y1 - y0],
      area: outlines.length > 0 ? outlines.reduce((sum, corners) => sum + areaOf(corners), 0) : (x1 - x0) * (y1 - y0),
      segmentation: outlines,
      iscrowd: 0,
    })),
  };
}

function areaOf(corners: readonly number[]): number {
  let twice = 0;
  for (let at = 0; at < corners.length; at += 2) {
    const next = (at + 2) % corners.length;
    twice += (corners[at] ?? 0) * (corners[next + 1] ?? 0) - (corners[next] ?? 0) * (corners[at + 1] ?? 0);
  }
  return Math.abs(twice) / 2;
}
