import { Button } from '../controls/Button';
import { choicesOf, refusedLine } from '../items/refused-line';
import type { LabelsRefused } from '../state/label-set';
import { setLabelFormats } from '../state/recipe';

/** Why nothing runs while labels are refused, and each way out of it in one press. */
export function LabelsAsked({ refused: { read, formats, sentence } }: { readonly refused: LabelsRefused }) {
  return (
    <div className="dock-refusal" role="group" aria-label="Which labels are read">
      <p role="status" data-sentence={sentence}>
        {refusedLine(read, formats)}
      </p>
      {choicesOf(formats).map(([id, title]) => (
        <Button key={id} onPress={() => setLabelFormats({ read: id })}>
          {title}
        </Button>
      ))}
      <Button onPress={() => setLabelFormats({ read: 'none' })}>No labels</Button>
    </div>
  );
}
