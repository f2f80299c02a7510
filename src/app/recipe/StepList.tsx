import { Button, DropIndicator, GridList, GridListItem, useDragAndDrop } from 'react-aria-components';
import { operationOf } from '../../core/operations/index';
import { Icon } from '../controls/Icon';
import { IconButton } from '../controls/IconButton';
import { duplicateStep, orderSteps, recipeState, removeStep, selectStep } from '../state/recipe';
import { plainOf, trailTo } from '../state/step-tree';
import type { DraftStep } from '../state/step-tree';
import { useStore } from '../state/store';
import { summaryOf } from './step-summary';

export interface StepListProps {
  readonly steps: readonly DraftStep[];
  /** The list's name. */
  readonly label: string;
  /** Where there is no step. */
  readonly none: string;
}

/** The steps in the order in which they run. Moved by mouse or touch at the grip, or by Enter on it and the arrow keys. */
export function StepList({ steps, label, none }: StepListProps) {
  const chosen = useStore(recipeState, (state) => state.selected);
  const named = useStore(recipeState, (state) => state.problem?.step ?? null);
  // A step that holds the selected one, or the wrong one, is so too.
  const selected = trailTo(steps, chosen)[0]?.id ?? null;
  const wrong = trailTo(steps, named)[0]?.id ?? null;
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((id) => ({ 'text/plain': titleOf(steps.find((one) => one.id === id)) })),
    onReorder: ({ keys, target }) => {
      const others = steps.map((one) => one.id).filter((id) => !keys.has(id));
      const moved = steps.map((one) => one.id).filter((id) => keys.has(id));
      const at = others.indexOf(String(target.key)) + (target.dropPosition === 'after' ? 1 : 0);
      orderSteps([...others.slice(0, at), ...moved, ...others.slice(at)]);
    },
    renderDropIndicator: (target) => <DropIndicator target={target} className="step-gap" />,
  });

  if (steps.length === 0) return <p className="steps-none">{none}</p>;
  return (
    <GridList
      aria-label={label}
      className="steps"
      items={steps}
      selectionMode="single"
      selectionBehavior="replace"
      selectedKeys={selected === null ? [] : [selected]}
      onSelectionChange={(keys) => selectStep(keys === 'all' ? null : String([...keys][0] ?? '') || null)}
      dragAndDropHooks={dragAndDropHooks}
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

function titleOf(one: DraftStep | undefined): string {
  return one ? (operationOf(one.step.op)?.title ?? one.step.op) : '';
}
