import { useEffect, useReducer } from 'react';
import { Icon } from '../controls/Icon';
import { thumbnails } from '../state/row-thumbnails';
import type { Row } from '../state/items';

/** Made when the row comes onto the screen, and forgotten when it is long gone. */
export function ItemThumb({ row }: { readonly row: Row }) {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  useEffect(() => thumbnails.watch(row, redraw), [row.id]); // eslint-disable-line react-hooks/exhaustive-deps -- A row keeps its bytes while its state changes.
  const thumb = thumbnails.get(row.id);
  return (
    <span className="thumb" data-known={thumb !== undefined || undefined}>
      {thumb ? (
        <img src={thumb.url} alt="" draggable={false} decoding="async" />
      ) : (
        thumb === null && <Icon name="file" size={16} />
      )}
    </span>
  );
}
