import { random } from '../../core/random';
import { cocoOf, type Labelled } from './coco-of';
import { balloon, discs, flower, planet, sea } from './labelled-pictures';
import { aurora, card, city, dunes, hills, tiles, wood } from './pictures';
import type { LabelledScene, Scene } from './pictures';
import { turnedJpeg } from './turned-jpeg';

interface Sample {
  readonly name: string;
  readonly scene: Scene | LabelledScene;
  readonly width: number;
  readonly height: number;
  readonly type: 'image/jpeg' | 'image/png' | 'image/webp';
  /** Stored a quarter turn aside, with the tag that says so, as phones do. */
  readonly isTurned?: boolean;
}

const samples: readonly Sample[] = [
  { name: 'hills.jpg', scene: hills, width: 2400, height: 1600, type: 'image/jpeg' },
  { name: 'dunes.jpg', scene: dunes, width: 1920, height: 1080, type: 'image/jpeg' },
  { name: 'city.jpg', scene: city, width: 1600, height: 2000, type: 'image/jpeg', isTurned: true },
  { name: 'planet.webp', scene: planet, width: 1500, height: 1500, type: 'image/webp' },
  { name: 'sea.jpg', scene: sea, width: 2200, height: 1240, type: 'image/jpeg' },
  { name: 'aurora.jpg', scene: aurora, width: 2560, height: 1097, type: 'image/jpeg' },
  { name: 'discs.png', scene: discs, width: 1200, height: 900, type: 'image/png' },
  { name: 'tiles.png', scene: tiles, width: 1024, height: 1024, type: 'image/png' },
  { name: 'flower.png', scene: flower, width: 1100, height: 1100, type: 'image/png' },
  { name: 'wood.webp', scene: wood, width: 1080, height: 1920, type: 'image/webp' },
  { name: 'card.png', scene: card, width: 1280, height: 720, type: 'image/png' },
  { name: 'balloon.jpg', scene: balloon, width: 1333, height: 2000, type: 'image/jpeg' },
];

/** A dozen pictures that this page draws itself: several shapes, three formats, one with alpha, one turned. */
export async function drawSample(): Promise<File[]> {
  return (await drawn()).map(({ file }) => file);
}

/** The same as a dataset: behind them COCO's labels of what they show, whose places are those that were drawn at. */
export async function drawLabelledSample(): Promise<File[]> {
  const all = await drawn();
  const labels = new File([JSON.stringify(cocoOf(all), null, 1)], 'annotations.json', { type: 'application/json' });
  return [...all.map(({ file }) => file), labels];
}

async function drawn(): Promise<(Labelled & { readonly file: File })[]> {
  const all: (Labelled & { readonly file: File })[] = [];
  for (const sample of samples) {
    const { blob, seen } = await draw(sample);
    // A browser that lacks the format silently gives PNG (WebKit for WebP).
    const name = `${sample.name}${blob.type === sample.type ? '' : '.png'}`;
    const { width, height } = sample;
    all.push({ name, width, height, seen, file: new File([blob], name, { type: blob.type }) });
  }
  return all;
}

async function draw({ name, scene, width, height, type, isTurned }: Sample) {
  const canvas = isTurned ? new OffscreenCanvas(height, width) : new OffscreenCanvas(width, height);
  const brush = canvas.getContext('2d');
  if (!brush) throw new Error('Expected a canvas to draw on, received none.');
  if (isTurned) {
    // Orientation 6: shown by a quarter turn clockwise, so stored a quarter turn the other way.
    brush.translate(0, width);
    brush.rotate(-Math.PI / 2);
  }
  const seen = scene(brush, width, height, random(7, name)) ?? [];
  const blob = await canvas.convertToBlob({ type, quality: 0.9 });
  return { blob: isTurned ? await turnedJpeg(blob, 6) : blob, seen };
}
