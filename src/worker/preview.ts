import { placedLabels } from '../core/dataset/placed-labels';
import type { Worked } from '../core/dataset/outcome';
import { unpackLabels } from '../core/dataset/packed-labels';
import type { Preview, PreviewLabels, PreviewRequest, SentLabels, Thumbnail } from './api';
import type { Engines } from './engines';
import { processItem } from './process';
import { pictureOf } from './show';

/**
 * Before and after of one image, and its labels over both: those after are what the job itself would write.
 * @throws ItemError where there is nothing to show, Refused as `pictureOf` does.
 */
export async function previewOf(engines: Engines, bytes: ArrayBuffer, request: PreviewRequest): Promise<Preview> {
  // Each may give its bytes to the browser's decoder.
  const before = await pictureOf(engines, new Uint8Array(bytes.slice(0)), request);
  const worked = await processItem(engines, new Uint8Array(bytes), request);
  const { labels } = request;
  return { before: before.picture, worked, labels: labels ? placed(before, worked, labels) : null };
}

function placed(before: Thumbnail, worked: Worked, { image, frame }: SentLabels): PreviewLabels {
  const outputs = worked.status === 'done' ? worked.outputs : [];
  return {
    before: placedLabels(unpackLabels(image), before, before.orientation, frame),
    afters: outputs.flatMap((output) =>
      output.labels ? [placedLabels(unpackLabels(output.labels.labels), output, output.orientation ?? 1, frame)] : [],
    ),
  };
}
