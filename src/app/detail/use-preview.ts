import { useEffect, useState } from 'react';
import type { LabelFrame } from '../../core/dataset/label-frame';
import type { Recipe } from '../../core/recipe/recipe';
import type { Encoded, Worked } from '../../core/dataset/outcome';
import { preview } from '../state/engine';
import type { Row } from '../state/items';
import type { PlacedLabels } from '../../core/dataset/placed-labels';
import type { Shown } from './Compare';
import type { Bones } from './label-drawing';

export interface Previewed {
  readonly before: Shown | null;
  readonly afters: readonly (Shown & { readonly bytes: number; readonly format: string })[];
  readonly worked: Worked | null;
  /** Null where the image has none. */
  readonly labels: PreviewedLabels | null;
  /** Why there is nothing to show. */
  readonly trouble: string | null;
}

export interface PreviewedLabels {
  /** Names of the set's classes. */
  readonly classes: readonly string[];
  readonly bones: Bones;
  readonly before: PlacedLabels;
  /** In the order of the outputs. */
  readonly afters: readonly PlacedLabels[];
}

/** A slider being dragged asks for one preview, not for thirty. */
const waitMs = 180;

const types: Readonly<Record<string, string>> = {
  jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp', gif: 'image/gif', avif: 'image/avif', bmp: 'image/bmp', ico: 'image/x-icon', svg: 'image/svg+xml',
}; // prettier-ignore

/** Runs the recipe on one image in the very pool of the job; the last preview stands until the next is there. */
export function usePreview(
  row: Row,
  recipe: Recipe | null,
): { readonly previewed: Previewed | null; readonly isWorking: boolean } {
  const [state, setState] = useState<{ readonly id: number; readonly previewed: Previewed } | null>(null);
  const [isWorking, setWorking] = useState(false);
  const { id, item } = row;

  useEffect(() => {
    if (recipe === null) return;
    const controller = new AbortController();
    const begin = async () => {
      setWorking(true);
      const previewed = await readPreview(item, recipe, controller.signal);
      if (controller.signal.aborted) return releasePreview(previewed);
      setWorking(false);
      setState({ id, previewed });
    };
    const timer = setTimeout(() => void begin(), waitMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [id, item, recipe]);

  // The pictures of the former preview are let go once they are no longer drawn.
  useEffect(() => () => releasePreview(state?.previewed ?? null), [state]);

  const previewed = state?.id === id ? state.previewed : null;
  return { previewed, isWorking: isWorking || previewed === null };
}

/** @param frame Which EXIF frame its labels are read by; left out, as the recipe says. The caller lets it go. */
export async function readPreview(
  item: Row['item'],
  recipe: Recipe,
  signal: AbortSignal,
  frame?: LabelFrame,
): Promise<Previewed> {
  const nothing = { before: null, afters: [], worked: null, labels: null };
  if (item.trouble) return { ...nothing, trouble: item.trouble.detail };
  try {
    const { before, worked, labels, classes, bones } = await preview(item, recipe, signal, frame);
    return {
      before: { url: url(before.bytes, before.type), width: before.width, height: before.height },
      afters: worked.status === 'done' ? worked.outputs.flatMap(after) : [],
      worked,
      labels: labels && { ...labels, classes, bones: new Map(bones) },
      trouble: worked.status === 'done' ? null : worked.detail,
    };
  } catch (error) {
    return { ...nothing, trouble: error instanceof Error ? error.message : 'There is no preview of this file.' };
  }
}

function after({ bytes, width, height, format }: Encoded): Previewed['afters'] {
  const type = types[format];
  return [{ url: type ? url(bytes, type) : '', width, height, bytes: bytes.byteLength, format }];
}

function url(bytes: ArrayBuffer, type: string): string {
  return URL.createObjectURL(new Blob([bytes], { type }));
}

/** Lets the pictures of a preview go. */
export function releasePreview(previewed: Previewed | null): void {
  for (const { url } of [...(previewed?.afters ?? []), ...(previewed?.before ? [previewed.before] : [])])
    if (url) URL.revokeObjectURL(url);
}
