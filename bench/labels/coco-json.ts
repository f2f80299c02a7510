import { createWriteStream, statSync } from 'node:fs';
import { once } from 'node:events';
import { random, type Random } from '../../src/core/random';
import { cocoName } from './coco-name';

export interface CocoJson {
  readonly path: string;
  readonly bytes: number;
  readonly images: number;
  readonly annotations: number;
}

const size = { width: 640, height: 480 };
const classes = 80;
/** As COCO's own instances have them for each image, in the mean. */
const mostAnnotations = 14;
/** Of each hundred: objects under one label, as runs. */
const crowds = 1;

/**
 * Writes a file like COCO's `instances_train2017.json`, piece by piece: the same members and spaces, as many annotations for
 * each image, polygons of as many points; 118,000 images make about 500 MB. The same number of images gives the same bytes.
 */
export async function writeCocoJson(path: string, images: number): Promise<CocoJson> {
  const draw = random(118, 'coco-json');
  const file = createWriteStream(path);
  let annotations = 0;
  for (const piece of pieces()) if (!file.write(piece)) await once(file, 'drain');
  file.end();
  await once(file, 'close');
  return { path, bytes: statSync(path).size, images, annotations };

  function* pieces(): Generator<string, void, undefined> {
    yield '{"info": {"description": "generated", "version": "1.0", "year": 2017}, ';
    yield '"licenses": [{"url": "http://example.org/1", "id": 1, "name": "None"}], "images": [';
    for (let index = 0; index < images; index++) yield `${index > 0 ? ', ' : ''}${imageText(index)}`;
    yield '], "annotations": [';
    for (let image = 0; image < images; image++)
      for (let left = draw.integer(1, mostAnnotations); left > 0; left--)
        yield `${annotations > 0 ? ', ' : ''}${annotationText(draw, image, ++annotations)}`;
    yield `], "categories": [${Array.from({ length: classes }, (_, index) => categoryText(index)).join(', ')}]}`;
  }
}

function imageText(index: number): string {
  const name = cocoName(index);
  return (
    `{"license": 1, "file_name": "${name}", "coco_url": "http://example.org/train2017/${name}", ` +
    `"height": ${size.height}, "width": ${size.width}, "date_captured": "2013-11-14 11:18:45", ` +
    `"flickr_url": "http://example.org/${index}_z.jpg", "id": ${index + 1}}`
  );
}

function categoryText(index: number): string {
  return `{"supercategory": "thing", "id": ${index + 1}, "name": "class ${index + 1}"}`;
}

function annotationText(draw: Random, image: number, id: number): string {
  const [width, height] = [draw.integer(20, 300), draw.integer(20, 220)];
  const [x, y] = [draw.integer(0, size.width - width), draw.integer(0, size.height - height)];
  const isCrowd = draw.integer(0, 99) < crowds;
  const segmentation = isCrowd ? runsText(draw) : ringText(draw, { x, y, width, height });
  return (
    `{"segmentation": ${segmentation}, "area": ${(width * height * 0.7).toFixed(4)}, "iscrowd": ${isCrowd ? 1 : 0}, ` +
    `"image_id": ${image + 1}, "bbox": [${x}.25, ${y}.5, ${width - 1}.13, ${height - 1}.07], ` +
    `"category_id": ${draw.integer(1, classes)}, "id": ${id}}`
  );
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Around the middle, by two digits after the point, as COCO's are. */
function ringText(draw: Random, { x, y, width, height }: Place): string {
  const points = draw.integer(8, 40);
  const numbers: string[] = [];
  for (let point = 0; point < points; point++) {
    const turn = (2 * Math.PI * point) / points;
    const radius = draw.between(0.3, 0.5);
    numbers.push((x + width * (0.5 + radius * Math.cos(turn))).toFixed(2));
    numbers.push((y + height * (0.5 + radius * Math.sin(turn))).toFixed(2));
  }
  return `[[${numbers.join(', ')}]]`;
}

/** Of the whole image, column by column. */
function runsText(draw: Random): string {
  const counts: number[] = [];
  let left = size.width * size.height;
  while (counts.length < 200 && left > 2000) {
    const run = draw.integer(1, 1500);
    counts.push(run);
    left -= run;
  }
  return `{"counts": [${[...counts, left].join(', ')}], "size": [${size.height}, ${size.width}]}`;
}
