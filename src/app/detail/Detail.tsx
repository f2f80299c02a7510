import { useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { Button } from '../controls/Button';
import { IconButton } from '../controls/IconButton';
import { Sentence } from '../controls/Sentence';
import { bytes, change, milliseconds, number, pixels, splitPath } from '../format';
import { downloadOne } from '../state/download';
import { items } from '../state/items';
import type { Row } from '../state/items';
import type { PlacedLabels } from '../../core/dataset/placed-labels';
import { recipeState } from '../state/recipe';
import { labelView, showLabels } from '../state/label-view';
import { useStore } from '../state/store';
import { Compare } from './Compare';
import { LabelLayer } from './LabelLayer';
import type { LabelLayerProps } from './LabelLayer';
import { LabelPanel } from './LabelPanel';
import { usePreview } from './use-preview';

export interface DetailProps {
  /** The row's place in the list as it is filtered. */
  readonly index: number;
  readonly onMove: (index: number) => void;
  readonly onClose: () => void;
}

/** One image through the recipe as it stands. Left and right step through the list, Escape goes back to it. */
export function Detail({ index, onMove, onClose }: DetailProps) {
  const view = useStore(items);
  const size = view.shown?.length ?? view.total;
  const row = items.at(index);
  // Files of labels stand behind all images.
  const [before, among] = index < view.images ? [0, view.images] : [view.images, size - view.images];
  // Not its first button: that would show its tooltip, which takes the first Escape for itself.
  const region = useRef<HTMLElement>(null);
  useEffect(() => region.current?.focus(), []);
  if (!row) return null;
  const { folder, name } = splitPath(row.item.path);
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
    else if (event.key === 'ArrowLeft' && index > 0) onMove(index - 1);
    else if (event.key === 'ArrowRight' && index < size - 1) onMove(index + 1);
    else return;
    event.preventDefault();
  };
  return (
    <section ref={region} tabIndex={-1} className="detail" aria-label={`Preview of ${name}`} onKeyDown={keys}>
      <header className="detail-head">
        <IconButton icon="left" label="Back to the list" onPress={onClose} />
        <h2 className="detail-name">
          <span className="detail-file">{name}</span>
          {folder && <span className="detail-folder">{folder.slice(0, -1)}</span>}
        </h2>
        <span className="detail-place numbers">
          {number(index + 1 - before)} of {number(among)}
        </span>
        <IconButton icon="left" label="Previous image" isDisabled={index === 0} onPress={() => onMove(index - 1)} />
        <IconButton icon="right" label="Next image" isDisabled={index >= size - 1} onPress={() => onMove(index + 1)} />
      </header>
      <Preview key={row.id} row={row} name={name} />
    </section>
  );
}

function Preview({ row, name }: { readonly row: Row; readonly name: string }) {
  const recipe = useStore(recipeState, (state) => state.recipe);
  const isLabels = row.state === 'labels' || row.report?.code === 'label-file' || row.report?.code === 'unread-mask';
  const { previewed, isWorking } = usePreview(row, isLabels ? null : recipe);
  const [member, setMember] = useState(0);
  const [split, setSplit] = useState(50);
  const [sought, setSought] = useState<number | null>(null);
  const afters = previewed?.afters ?? [];
  const at = Math.min(member, Math.max(0, afters.length - 1));
  const after = afters[at] ?? null;
  const account = previewed?.worked ?? null;
  const labels = previewed?.labels ?? null;
  const view = useStore(labelView);
  const wrong = account?.wrong;
  const wrongPlaces = useMemo(() => new Set(wrong?.flatMap(({ label }) => label ?? [])), [wrong]);
  const layer = (placed: PlacedLabels | undefined, marks: Pick<LabelLayerProps, 'wrong' | 'sought'> = {}) =>
    labels && placed && view.isShown ? (
      <LabelLayer placed={placed} classes={labels.classes} bones={labels.bones} view={view} {...marks} />
    ) : null;
  const seek = (label: number | null) => {
    setSought(label);
    // It is marked before the steps, which may have left it out: all of that is shown.
    if (label === null) return;
    setSplit(100);
    showLabels(true);
  };
  const width = account?.width ?? row.width;
  const height = account?.height ?? row.height;
  const stored = row.report?.outputs ?? [];
  return (
    <>
      <div className="detail-body">
        <div
          className="detail-stage"
          data-working={(isWorking && !isLabels) || undefined}
          aria-busy={isWorking && !isLabels}
        >
          {isLabels ? (
            <p className="compare-instead compare-whole">A file of labels, which go with their images.</p>
          ) : (
            <Compare
              name={name}
              before={previewed?.before ?? null}
              after={after?.url ? after : null}
              instead={
                previewed?.trouble ?? (after && !after.url ? 'This browser cannot show pictures of this format.' : null)
              }
              split={split}
              onSplit={setSplit}
              over={{
                before: layer(labels?.before, { wrong: wrongPlaces, sought }),
                after: layer(labels?.afters[at]),
              }}
            />
          )}
        </div>
        {labels && (
          <LabelPanel
            labels={labels}
            after={labels.afters[at] ?? null}
            wrong={wrong ?? []}
            sought={sought}
            onSeek={seek}
          />
        )}
      </div>
      <footer className="detail-facts">
        <dl className="facts numbers">
          <div className="fact">
            <dt>Before</dt>
            <dd>
              <span>{width !== null && height !== null ? pixels(width, height) : '–'}</span>
              <span>{account?.format ? account.format.toUpperCase() : ''}</span>
              <span>{bytes(row.item.bytes)}</span>
            </dd>
          </div>
          <div className="fact">
            <dt>After</dt>
            <dd>
              {after ? (
                <>
                  <span>{pixels(after.width, after.height)}</span>
                  <span>{after.format.toUpperCase()}</span>
                  <span>
                    {bytes(after.bytes)} <span className="row-change">{change(row.item.bytes, after.bytes)}</span>
                  </span>
                </>
              ) : (
                <span>{isWorking && !isLabels ? 'Working' : '–'}</span>
              )}
            </dd>
          </div>
          {account?.ms && (
            <div className="fact">
              <dt>Time</dt>
              <dd>
                <span>{milliseconds(account.ms.total)}</span>
              </dd>
            </div>
          )}
        </dl>
        <div className="detail-buttons">
          {afters.length > 1 && (
            <span className="detail-members numbers">
              <IconButton icon="left" label="Previous output" isDisabled={at === 0} onPress={() => setMember(at - 1)} />
              Output {at + 1} of {afters.length}
              <IconButton
                icon="right"
                label="Next output"
                isDisabled={at === afters.length - 1}
                onPress={() => setMember(at + 1)}
              />
            </span>
          )}
          {stored.map(({ path }) => (
            <Button key={path} icon="download" onPress={() => void downloadOne(path)}>
              {stored.length === 1 ? 'Download' : `Download ${splitPath(path).name}`}
            </Button>
          ))}
        </div>
        {row.report?.code && row.report.detail !== null && row.report.detail !== previewed?.trouble && (
          <p className="detail-trouble" data-code={row.report.code}>
            <Sentence text={row.report.detail} />
          </p>
        )}
        {(row.report?.notes ?? account?.notes ?? []).map((note) => (
          <p key={note.code} className="detail-note">
            <Sentence text={note.detail} />
          </p>
        ))}
      </footer>
    </>
  );
}
