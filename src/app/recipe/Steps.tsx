import { Button, GridList, GridListItem } from 'react-aria-components';
import type { GridListProps } from 'react-aria-components';
import { Icon } from '../controls/Icon';
import { IconButton } from '../controls/IconButton';
import { duplicateStep, recipeState, removeStep, selectStep } from '../state/recipe';
import { plainOf, trailTo } from '../state/step-tree';
import type { DraftStep } from '../state/step-tree';
import { useStore } from '../state/store';
import { summaryOf, titleOf } from './step-summary';

export interface StepsProps {
  readonly steps: readonly DraftStep[];
  /** The list's name. */
  readonly label: string;
  /** What moves them; none where they stay. */
  readonly moved?: Pick<GridListProps<DraftStep>, 'dragAndDropHooks'>;
}

/** A list of steps, one of which may be selected. */
export function Steps({ steps, label, moved }: StepsProps) {
  const chosen = useStore(recipeState, (state) => state.selected);
  const named = useStore(recipeState, (state) => state.problem?.step ?? null);
  // A step that holds the selected one, or the wrong one, is so too.
  const selected = trailTo(steps, chosen)[0]?.id ?? null;
  const wrong = trailTo(steps, named)[0]?.id ?? null;
  return (
    <GridList
      aria-label={label}
      className="steps"
      items={steps}
      selectionMode="single"
      selectionBehavior="replace"
      selectedKeys={selected === null ? [] : [selected]}
      onSelectionChange={(keys) => selectStep(keys === 'all' ? null : String([...keys][0] ?? '') || null)}
      {...moved}
      dependencies={[wrong, steps]}
    >
      {(one) => <StepRow one={one} isWrong={wrong === one.id} />}
    </GridList>
  );
}

function StepRow({ one, isWrong }: { readonly one: DraftStep; readonly isWrong: boolean }) {
  const title = titleOf(one);
  return (
    <GridListItem id={one.id} textValue={title} className={isWrong ? 'step step-wrong' : 'step'}>
      <Button slot="drag" className="step-grip" aria-label={`Move ${title}`}>
        <Icon name="grip" size={16} />
      </Button>
      <span className="step-text">
        <span className="step-title">{title}</span>
        <span className="step-summary numbers">{summaryOf(plainOf(one))}</span>
      </span>
      <span className="step-buttons">
        <IconButton icon="copy" label={`Duplicate ${title}`} onPress={() => duplicateStep(one.id)} />
        <IconButton icon="trash" label={`Remove ${title}`} onPress={() => removeStep(one.id)} />
      </span>
    </GridListItem>
  );
}
