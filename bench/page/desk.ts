import { deskWorker } from '../../src/app/state/threads';
import { Desk } from '../../src/sinks/desk';
import { cocoName } from '../labels/coco-name';

/** The one of this page: what it read stays, as in the product's page. */
let desk: Desk | null = null;

/** Has the product's desk read a file of COCO's, whose bytes never come to the page. */
export async function readLabels(images: number): Promise<{ readonly ms: number; readonly labels: number }> {
  const content = document.querySelector('input')?.files?.[0];
  if (!content) throw new Error('Expected a file in the page’s input, found none.');
  desk ??= new Desk(deskWorker(), 'memory');
  await desk.opened;
  const paths = Array.from({ length: images }, (_, index) => `coco/images/${cocoName(index)}`);
  const source = { path: 'coco/annotations/instances.json', bytes: content.size, content };
  const began = performance.now();
  const found = await desk.findLabels([source], { images: paths, read: 'auto', vocOneBased: false });
  const ms = performance.now() - began;
  if (!found.summary) throw new Error(`Expected labels, found none: ${found.refused ?? 'no format is known'}.`);
  return { ms, labels: found.summary.labels };
}
