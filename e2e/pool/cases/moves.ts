import { equal, ok } from '../check';
import type { Case } from '../harness';

/** What moves besides buffers, there and back. */
export const moves: readonly Case[] = [
  {
    name: 'moves an ImageBitmap there and back: it is closed where it came from',
    worlds: ['web'],
    async run(bench) {
      const bitmap = await createImageBitmap(new ImageData(3, 2));
      const back = await bench.pool().apply(bench.tasks.echo, [bitmap], { transfer: true });
      ok(back instanceof ImageBitmap, 'a bitmap comes back');
      equal([bitmap.width, (back as ImageBitmap).width], [0, 3]);
    },
  },
  {
    name: 'moves an OffscreenCanvas by itself, which cannot be cloned',
    worlds: ['web'],
    async run(bench) {
      // Not in every build of WebKit.
      if (typeof OffscreenCanvas === 'undefined') return;
      const back = await bench.pool().apply(bench.tasks.echo, [new OffscreenCanvas(3, 2)]);
      ok(back instanceof OffscreenCanvas, 'a canvas comes back');
      equal((back as OffscreenCanvas).width, 3);
    },
  },
  {
    name: 'moves a stream by itself where the engine can',
    worlds: ['web', 'node'],
    async run(bench) {
      if (!canMoveStreams()) return;
      const back = await bench.pool().apply(bench.tasks.echo, [new Response('as it flows').body]);
      equal(await new Response(back as ReadableStream).text(), 'as it flows');
    },
  },
];

/** WebKit cannot, yet. */
function canMoveStreams(): boolean {
  const stream = new ReadableStream();
  try {
    structuredClone(stream, { transfer: [stream] });
    return true;
  } catch {
    return false;
  }
}
