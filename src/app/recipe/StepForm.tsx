import { operationOf } from '../../core/operations/index';
import { recipeState, setParam } from '../state/recipe';
import { useStore } from '../state/store';
import { FieldList } from './FieldList';
import { fieldsOf } from './step-summary';

/** The parameters of the step that is selected. */
export function StepForm() {
  const { draft, selected, problem } = useStore(recipeState);
  const at = draft.steps.findIndex((one) => one.id === selected);
  const one = draft.steps[at];
  const operation = one && operationOf(one.step.op);
  if (!one || !operation) return null;
  const fields = fieldsOf(one.step.op);
  return (
    <section className="step-form" aria-labelledby="step-form-title" key={one.id}>
      <h3 id="step-form-title" className="step-form-title">
        {operation.title}
      </h3>
      <p className="step-form-summary">{operation.summary}</p>
      {fields.length > 0 && (
        <FieldList
          fields={fields}
          values={one.step}
          onChange={(key, value) => setParam(one.id, key, value)}
          wrong={problem?.step === at ? problem.key : null}
        />
      )}
    </section>
  );
}
