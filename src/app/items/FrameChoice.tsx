import { useEffect, useRef, useState } from 'react';
import { frameWords, type LabelFrame } from '../../core/dataset/label-frame';
import type { Recipe } from '../../core/recipe/recipe';
import type { LabelsLooked } from '../../desk/label-api';
import type { Opened } from '../../sinks/desk-labels';
import { ChoiceInput } from '../controls/ChoiceInput';
import { splitPath } from '../format';
import { LabelLayer } from '../detail/LabelLayer';
import { readPreview, releasePreview, type Previewed } from '../detail/use-preview';
import { items } from '../state/items';
import { setFrame } from '../state/recipe';

type Asked = Recipe['labels']['frame'];

const words: Readonly<Record<Asked, string>> = { auto: 'Find out', upright: 'As shown', stored: 'As stored' };
const options = Object.entries(words).map(([value, label]) => ({ value, label }));

export interface FrameChoiceProps {
  readonly opened: Opened;
  /** What the images' headers say; null before they were looked at. */
  readonly looked: LabelsLooked | null;
  readonly recipe: Recipe;
}

/** Which EXIF frame the labels were drawn in: what was found and why, the choice, and both readings of one image. */
export function FrameChoice({ opened, looked, recipe }: FrameChoiceProps) {
  const [isOpen, setOpen] = useState(false);
  const part = useRef<HTMLDetailsElement>(null);
  const { frame: asked } = recipe.labels;
  const turned = opened.turned ?? looked?.turned ?? null;
  // What was opened is seen as a whole, as far as there is room.
  useEffect(() => {
    if (isOpen) part.current?.scrollIntoView({ block: 'nearest' });
  }, [isOpen, turned]);
  const finding = asked === 'auto' ? opened.frame : (looked?.frame ?? null);
  const read = asked === 'auto' ? finding?.frame : asked;
  const detail = read ? frameWords(read, finding) : 'The frame that labels were drawn in is looked for';
  return (
    <details ref={part} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{detail}</summary>
      <div className="frame-choice">
        <ChoiceInput
          label="Drawn on the images"
          hint="EXIF may lay a photograph on its side: tools that ignore it draw on what is stored."
          value={asked}
          onChange={(value) => setFrame(value as Asked)} // One of the options.
          options={options}
        />
        {isOpen && turned !== null && <BothReadings path={turned} recipe={recipe} />}
      </div>
    </details>
  );
}

/** One image that EXIF turns, with its labels by either frame. */
function BothReadings({ path, recipe }: { readonly path: string; readonly recipe: Recipe }) {
  return (
    <div className="frame-readings">
      <Reading path={path} recipe={recipe} frame="upright" />
      <Reading path={path} recipe={recipe} frame="stored" />
    </div>
  );
}

const all = { isShown: true, hidden: new Set<number>(), hiddenKinds: new Set<never>(), maskOpacity: 0.5 };

function Reading({
  path,
  recipe,
  frame,
}: {
  readonly path: string;
  readonly recipe: Recipe;
  readonly frame: LabelFrame;
}) {
  const [read, setRead] = useState<Previewed | null>(null);
  useEffect(() => {
    const item = items.rows().find((row) => row.item.path === path)?.item;
    if (!item) return;
    const controller = new AbortController();
    let made: Previewed | null = null;
    void readPreview(item, recipe, controller.signal, frame).then((previewed) => {
      made = previewed;
      if (controller.signal.aborted) releasePreview(made);
      else setRead(made);
    });
    return () => {
      controller.abort();
      releasePreview(made);
    };
  }, [path, recipe, frame]);
  const { name } = splitPath(path);
  return (
    <figure>
      <div className="frame-reading">
        {read?.before && <img src={read.before.url} alt={`${name}, labels read ${words[frame].toLowerCase()}`} />}
        {read?.labels && (
          <LabelLayer placed={read.labels.before} classes={read.labels.classes} bones={read.labels.bones} view={all} />
        )}
      </div>
      <figcaption>
        {words[frame]}
        {read?.trouble && `: ${read.trouble}`}
      </figcaption>
    </figure>
  );
}
