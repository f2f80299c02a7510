import { Button, Disclosure, DisclosurePanel } from 'react-aria-components';
import { copyFields, inputFields, outputFields } from '../../core/recipe/available';
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
  const isCopied = output['format'] === 'copy';
  return (
    <section className="output" aria-labelledby="output-title">
      <h3 id="output-title" className="section-title">
        Output
      </h3>
      <FieldList fields={isCopied ? copyFields : first} values={output} onChange={setOutput} wrong={wrong} />
      {isCopied && (
        <p className="field-hint">Files are passed byte for byte: no quality nor other option changes them.</p>
      )}
      {!isCopied && <MoreOptions output={output} input={input} wrong={wrong} />}
    </section>
  );
}

interface MoreOptionsProps {
  readonly output: Readonly<Record<string, unknown>>;
  readonly input: Readonly<Record<string, unknown>>;
  /** The key that the recipe's problem names. */
  readonly wrong: string | null;
}

function MoreOptions({ output, input, wrong }: MoreOptionsProps) {
  return (
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
  );
}
