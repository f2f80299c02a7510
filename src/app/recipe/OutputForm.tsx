import { Button, Disclosure, DisclosurePanel } from 'react-aria-components';
import { inputFields, outputFields } from '../../core/recipe/available';
import { Icon } from '../controls/Icon';
import { recipeState, setInput, setOutput } from '../state/recipe';
import { useStore } from '../state/store';
import { FieldList } from './FieldList';

/** The schema's first two keys are what most people set; the rest is one press away. */
const first = outputFields.slice(0, 2);
const rest = outputFields.slice(2).filter(({ kind }) => kind !== 'object');
/** Options of one format alone, shown where that is the one chosen. */
const ofFormats = outputFields.filter(({ kind }) => kind === 'object');

export function OutputForm() {
  const output = useStore(recipeState, (state) => state.draft.rest.output);
  const input = useStore(recipeState, (state) => state.draft.rest.input);
  const wrong = useStore(recipeState, (state) => (state.problem?.step === null ? state.problem.key : null));
  return (
    <section className="output" aria-labelledby="output-title">
      <h3 id="output-title" className="section-title">
        Output
      </h3>
      <FieldList fields={first} values={output} onChange={setOutput} wrong={wrong} />
      <Disclosure className="more">
        <Button slot="trigger" className="more-button">
          <Icon name="right" size={14} />
          <span>More options</span>
        </Button>
        <DisclosurePanel className="more-panel">
          <FieldList fields={rest} values={output} onChange={setOutput} wrong={wrong} />
          <FieldList
            fields={ofFormats.filter(({ key }) => key === (output['format'] ?? 'jpeg'))}
            values={output}
            onChange={setOutput}
            wrong={wrong}
          />
          <FieldList fields={inputFields} values={input} onChange={setInput} />
        </DisclosurePanel>
      </Disclosure>
    </section>
  );
}
