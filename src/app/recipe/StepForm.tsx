import { useId } from 'react';
import { Heading } from 'react-aria-components';
import { operationOf } from '../../core/operations/index';
import { IconButton } from '../controls/IconButton';
import { moveStep, recipeState, setParam } from '../state/recipe';
import { trailTo } from '../state/step-tree';
import type { DraftStep } from '../state/step-tree';
import { useStore } from '../state/store';
import { AddStep } from './AddStep';
import { FieldList } from './FieldList';
import { StepList } from './StepList';
import { fieldsOf } from './step-summary';

export interface StepFormProps {
  readonly steps: readonly DraftStep[];
  /** Of its heading: forms stand inside forms. */
  readonly level: number;
}

/** The parameters of the step of a list that is selected, or that holds what is selected. */
export function StepForm({ steps, level }: StepFormProps) {
  const selected = useStore(recipeState, (state) => state.selected);
  const problem = useStore(recipeState, (state) => state.problem);
  const titleId = useId();
  const [one] = trailTo(steps, selected);
  const operation = one && operationOf(one.step.op);
  if (!one || !operation) return null;
  const fields = fieldsOf(one.step.op);
  const at = steps.indexOf(one);
  return (
    <section className="step-form" aria-labelledby={titleId} key={one.id}>
      <div className="step-form-head">
        <Heading level={level} id={titleId} className="step-form-title">
          {operation.title}
        </Heading>
        {/* What dragging does, by a press: a finger has no other way on some phones. */}
        {steps.length > 1 && (
          <div className="step-form-tools">
            <IconButton
              icon="up"
              label={`Move ${operation.title} up`}
              isDisabled={at === 0}
              onPress={() => moveStep(one.id, -1)}
            />
            <IconButton
              icon="down"
              label={`Move ${operation.title} down`}
              isDisabled={at === steps.length - 1}
              onPress={() => moveStep(one.id, 1)}
            />
          </div>
        )}
      </div>
      <p className="step-form-summary">{operation.summary}</p>
      {fields.length > 0 && (
        <FieldList
          fields={fields.filter(({ kind }) => kind !== 'steps')}
          values={one.step}
          onChange={(key, value) => setParam(one.id, key, value)}
          wrong={problem?.step === one.id ? problem.key : null}
        />
      )}
      {fields
        .filter(({ kind }) => kind === 'steps')
        .map(({ key, title, description }) => (
          <div key={key} className="inner-steps" data-field={key}>
            <p className="field-label">{title}</p>
            <p className="field-hint">{description}</p>
            <StepList
              steps={one.inner[key] ?? []}
              label={`${title} inside ${operation.title}`}
              none="No steps inside yet."
            />
            <AddStep inside={{ id: one.id, key }} label={`Add step to ${operation.title}`} />
            <StepForm steps={one.inner[key] ?? []} level={Math.min(6, level + 1)} />
          </div>
        ))}
    </section>
  );
}
