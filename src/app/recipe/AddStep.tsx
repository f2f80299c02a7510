import { useState } from 'react';
import { Button, Dialog, DialogTrigger } from 'react-aria-components';
import { Icon } from '../controls/Icon';
import { Popup } from '../controls/Popup';
import { later } from '../later';
import { addStep } from '../state/recipe';
import type { Inside } from '../state/recipe';

export interface AddStepProps {
  readonly inside: Inside | null;
  /** Says where the step goes. */
  readonly label: string;
}

const StepCatalogue = later(async () => (await import('./StepCatalogue')).StepCatalogue);

/** Opens the catalogue of steps. */
export function AddStep({ inside, label }: AddStepProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button className="button button-dashed">
        <Icon name="add" />
        <span>{label}</span>
      </Button>
      <Popup className="popover add-step" placement="bottom start">
        <Dialog aria-label={label} className="add-step-dialog">
          <StepCatalogue
            onChoose={(op) => {
              addStep(op, inside);
              setOpen(false);
            }}
          />
        </Dialog>
      </Popup>
    </DialogTrigger>
  );
}
