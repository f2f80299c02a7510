import { Button } from '../controls/Button';
import { FailureGroups } from '../run/FailureGroups';
import { LabelChecks } from '../run/LabelChecks';
import { AddMenu } from '../shell/AddMenu';
import type { Sources } from '../shell/sources';
import { isBusy, runState } from '../state/run';
import { useStore } from '../state/store';
import { FilterBar } from './FilterBar';
import { FormatsFound } from './FormatsFound';
import { ItemList } from './ItemList';
import { LabelsFound } from './LabelsFound';

export interface ImageStageProps {
  readonly sources: Sources;
  /** The place that the person comes back to from the detail view; null where they do not. */
  readonly from: number | null;
  readonly onOpen: (index: number) => void;
  readonly onClear: () => void;
}

/** The images that were brought, with what may be done to all of them. */
export function ImageStage({ sources, from, onOpen, onClear }: ImageStageProps) {
  const phase = useStore(runState, (state) => state.phase);
  const report = useStore(runState, (state) => state.report);
  return (
    <>
      <div className="stage-bar">
        <FilterBar />
        <div className="stage-tools">
          {!isBusy(phase) && (
            <Button look="quiet" onPress={onClear}>
              Clear
            </Button>
          )}
          <AddMenu sources={sources} />
        </div>
      </div>
      <div className="stage-body scroll">
        <div className="stage-told scroll">
          {!report && !isBusy(phase) && <FormatsFound />}
          {(!report || !isBusy(phase)) && <LabelsFound />}
          {report && !isBusy(phase) && <FailureGroups report={report} />}
          {report?.labels && !isBusy(phase) && <LabelChecks labels={report.labels} when="run" />}
        </div>
        <ItemList from={from} onOpen={onOpen} />
      </div>
    </>
  );
}
