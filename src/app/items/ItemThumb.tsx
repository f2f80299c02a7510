import { useEffect, useReducer } from 'react';
import { Icon } from '../controls/Icon';
import { thumbnails } from '../state/row-thumbnails';
import type { Pictured } from '../state/thumbnails';
import { ThumbLabels } from './ThumbLabels';

/** Made when the row comes onto the screen, and forgotten when it is long gone. */
export function ItemThumb({ row: { id, item } }: { readonly row: Pictured }) {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  useEffect(() => thumbnails.watch({ id, item }, redraw), [id, item]);
  const thumb = thumbnails.get(id);
  return (
    <span className="thumb" data-known={thumb !== undefined || undefined}>
      {thumb ? (
        <>
          <img src={thumb.url} alt="" draggable={false} decoding="async" />
          <ThumbLabels item={item} stored={thumb.stored} />
        </>
      ) : (
        thumb === null && <Icon name="file" size={16} />
      )}
    </span>
  );
}
