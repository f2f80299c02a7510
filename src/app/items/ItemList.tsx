import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useCallback, useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { count } from '../format';
import { items, type Row } from '../state/items';
import { useStore } from '../state/store';
import { ItemRow } from './ItemRow';

const rowPx = 56;

export interface ItemListProps {
  /** The place that the person comes back to from the detail view; null where they do not. */
  readonly from: number | null;
  readonly onOpen: (index: number) => void;
}

/** Every item, a screenful of them in the document. One tab stop; the arrow keys move, Enter opens. */
export function ItemList({ from, onOpen }: ItemListProps) {
  const view = useStore(items);
  const size = view.shown?.length ?? view.total;
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(from ?? 0);
  const current = Math.min(active, Math.max(0, size - 1));
  const wantsFocus = useRef(from !== null);
  const virtual = useVirtualizer({
    count: size,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 6,
    initialOffset: Math.max(0, ((from ?? 0) - 3) * rowPx),
    // The row that has the focus stays in the document wherever the list is scrolled to.
    rangeExtractor: ({ startIndex, endIndex, overscan, count: total }) => {
      const from = Math.max(0, startIndex - overscan);
      const to = Math.min(total - 1, endIndex + overscan);
      const range = Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
      return total === 0 || (current >= from && current <= to) ? range : [...range, current].sort((a, b) => a - b);
    },
  });

  // The row may not be in the document yet: the list draws its rows once it knows its height, or after scrolling there.
  useEffect(() => {
    if (!wantsFocus.current) return;
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${current}"]`);
    if (!row) return;
    wantsFocus.current = false;
    row.focus({ preventScroll: true });
  });

  const open = useCallback(
    (index: number) => {
      setActive(index);
      onOpen(index);
    },
    [onOpen],
  );

  const move = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowPx) / rowPx) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowUp: -1,
      ArrowDown: 1,
      PageUp: -page,
      PageDown: page,
      Home: -size,
      End: size,
    };
    const by = steps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = Math.min(size - 1, Math.max(0, current + by));
    if (next === current) return;
    wantsFocus.current = true;
    setActive(next);
    virtual.scrollToIndex(next);
  };

  return (
    <div className="list-frame">
      <div className="list-head" aria-hidden="true">
        <span />
        <span>Name</span>
        <span>Before</span>
        <span>After</span>
        <span>Outcome</span>
      </div>
      <div
        ref={scroller}
        className="list scroll"
        role="list"
        aria-label={`Images, ${count(size, 'row')}`}
        onKeyDown={move}
      >
        <div className="list-space" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = items.at(index);
            const isCurrent = index === current;
            return row && <Place key={row.id} {...{ row, index, size, start, isCurrent, open }} />;
          })}
        </div>
      </div>
      {size === 0 && <p className="list-none">No image with this outcome.</p>}
    </div>
  );
}

interface PlaceProps {
  readonly row: Row;
  readonly index: number;
  /** Of the list. */
  readonly size: number;
  /** In pixels from its top. */
  readonly start: number;
  /** Whether the list's one tab stop is here. */
  readonly isCurrent: boolean;
  readonly open: (index: number) => void;
}

/** Drawn again only when its own row has changed: the list is told of every change of any, ten times a second. */
const Place = memo(function Place({ row, index, size, start, isCurrent, open }: PlaceProps) {
  return (
    <div
      role="listitem"
      aria-setsize={size}
      aria-posinset={index + 1}
      className="row-place"
      style={{ transform: `translateY(${start}px)` }}
    >
      <button
        type="button"
        className="row"
        data-index={index}
        data-path={row.item.path}
        data-outcome={row.state}
        tabIndex={isCurrent ? 0 : -1}
        onClick={() => open(index)}
      >
        <ItemRow row={row} />
      </button>
    </div>
  );
});
