import { memo } from 'react';
import { Icon } from '../controls/Icon';
import { bytes, change, pixels, splitPath } from '../format';
import type { Row } from '../state/items';
import { Sentence } from '../controls/Sentence';
import { ItemThumb } from './ItemThumb';
import { outcomeWords, stateIcons } from './outcome-look';

/** One line of the list. */
export const ItemRow = memo(function ItemRow({ row }: { readonly row: Row }) {
  const { folder, name } = splitPath(row.item.path);
  const outputs = row.report?.outputs ?? [];
  const after = outputs.reduce((sum, output) => sum + output.bytes, 0);
  const [first] = outputs;
  const icon = stateIcons[row.state];
  return (
    <>
      <ItemThumb row={row} />
      <span className="row-name">
        <span className="row-file">{name}</span>
        {row.report?.code && row.report.code !== 'cancelled' && row.report.detail !== null ? (
          <span className="row-detail">
            <Sentence text={row.report.detail} />
          </span>
        ) : (
          folder && <span className="row-folder">{folder.slice(0, -1)}</span>
        )}
      </span>
      <span className="row-before numbers">
        <span>{row.width !== null && row.height !== null ? pixels(row.width, row.height) : ''}</span>
        <span className="row-bytes">{bytes(row.item.bytes)}</span>
      </span>
      <span className="row-after numbers">
        {first && (
          <>
            <span>{outputs.length === 1 ? pixels(first.width, first.height) : `${outputs.length} outputs`}</span>
            <span className="row-bytes">
              {bytes(after)} <span className="row-change">{change(row.item.bytes, after)}</span>
            </span>
          </>
        )}
      </span>
      <span className={`state state-${row.state}`}>
        {icon ? <Icon name={icon} size={14} /> : <span className="state-dot" />}
        <span className="state-word">{outcomeWords(row)}</span>
      </span>
    </>
  );
});
