import { Button } from '../controls/Button';
import { bytes, count, duration, number, rate } from '../format';
import { items } from '../state/items';
import type { Filter } from '../state/items';
import { beyondLight } from '../../core/recipe/beyond-light';
import { recipeState } from '../state/recipe';
import { cancel, isBusy, pause, resume, retry, run, runState } from '../state/run';
import { useStore } from '../state/store';
import { tierState } from '../state/tier';
import { downloadAll, downloadState } from '../state/download';
import { formatsFound, wordFor } from '../state/formats';
import { gatherState } from '../state/gather';
import { labelsRefused } from '../state/label-set';
import { LabelsAsked } from './LabelsAsked';
import { Lanes } from './Lanes';
import { Outcomes } from './Outcomes';

export interface RunDockProps {
  readonly workers: number;
  /** Wherever the person is: the list, with these rows alone. */
  readonly onShow: (filter: Filter) => void;
}

/** Where a run is started, watched and taken home. Always in the same place. */
export function RunDock({ workers, onShow }: RunDockProps) {
  // What changes at each beat of a run is drawn by `Progress` and `Lanes` alone.
  const phase = useStore(runState, (state) => state.phase);
  const trouble = useStore(runState, (state) => state.trouble);
  const report = useStore(runState, (state) => state.report);
  const total = useStore(items, (view) => view.total);
  const failed = useStore(items, (view) => view.counts.failed);
  const recipe = useStore(recipeState, (value) => value.recipe);
  const download = useStore(downloadState);
  const busy = isBusy(phase);
  const again = busy ? 0 : failed + cancelledCount(report);
  const gathering = useStore(gatherState, (value) => value.isBusy);
  const tier = useStore(tierState);
  const refusal = recipe && tier?.name === 'light' ? beyondLight(recipe, tier) : null;
  const asked = useStore(labelsRefused);
  // Of what was cleared nothing is asked any more.
  const labels = asked?.rows === items.rows() ? asked : null;
  const isAble = recipe !== null && tier !== null && refusal === null && labels === null;
  const canRun = total > 0 && isAble && !busy && !gathering;

  return (
    <section className="dock" aria-label="Run" data-phase={phase}>
      {busy && <Lanes workers={workers} />}
      {(trouble ?? download.trouble) !== null && (
        <p role="alert" className="dock-trouble">
          {trouble ?? download.trouble}
        </p>
      )}
      {refusal !== null && !busy && (
        <p role="status" className="dock-refusal">
          {refusal}
        </p>
      )}
      {labels !== null && !busy && <LabelsAsked refused={labels} />}
      <div className="dock-bar">
        <div className="dock-text">
          {busy ? (
            <Progress />
          ) : report ? (
            <Outcomes report={report} packing={download.isPacking ? download.bytes : null} onShow={onShow} />
          ) : (
            <Ready workers={workers} />
          )}
        </div>
        <div className="dock-buttons">
          {busy && (
            <>
              <Button icon="stop" size="l" onPress={cancel} isDisabled={phase === 'cancelling'}>
                {phase === 'cancelling' ? 'Cancelling' : 'Cancel'}
              </Button>
              {phase === 'paused' ? (
                <Button icon="play" size="l" look="primary" onPress={resume} className="dock-steady">
                  Resume
                </Button>
              ) : (
                <Button icon="pause" size="l" onPress={pause} isDisabled={phase !== 'running'} className="dock-steady">
                  Pause
                </Button>
              )}
            </>
          )}
          {!busy && report && again > 0 && (
            <Button icon="retry" size="l" isDisabled={!isAble} onPress={() => recipe && void retry(recipe)}>
              {failed > 0 ? 'Retry failed' : 'Retry cancelled'}
            </Button>
          )}
          {!busy && (
            <Button
              icon="play"
              size="l"
              look={report ? 'plain' : 'primary'}
              isDisabled={!canRun}
              onPress={() => recipe && void run(recipe)}
            >
              Run
            </Button>
          )}
          {!busy && report && (
            <Button
              icon="download"
              size="l"
              look="primary"
              isDisabled={download.isPacking}
              onPress={() => void downloadAll()}
            >
              Download all
            </Button>
          )}
        </div>
      </div>
    </section>
  );
}

function cancelledCount(report: { readonly items: readonly { readonly code: string | null }[] } | null): number {
  return report?.items.filter((item) => item.code === 'cancelled').length ?? 0;
}

function Ready({ workers }: { readonly workers: number }) {
  const total = useStore(items, (view) => view.total);
  const totalBytes = useStore(items, (view) => view.totalBytes);
  const word = useStore(formatsFound, (found) => wordFor(total, found));
  return (
    <p className="dock-ready numbers">
      {total === 0 ? (
        <span>Add images to begin</span>
      ) : (
        <>
          <strong>{count(total, word)}</strong>
          <span>{bytes(totalBytes)}</span>
        </>
      )}
      <span>{count(workers, 'worker')}</span>
    </p>
  );
}

function Progress() {
  const { total, settled, pace, phase } = useStore(runState);
  const failed = useStore(items, (view) => view.counts.failed);
  const share = total === 0 ? 0 : settled / total;
  return (
    <div className="progress">
      <p className="progress-text numbers">
        <strong>
          {number(settled)} <span className="progress-of">of {number(total)}</span>
        </strong>
        <span className="progress-failed" data-some={failed > 0 || undefined}>
          {number(failed)} failed
        </span>
        <span className="progress-rate">{pace.perSecond === null ? '' : rate(pace.perSecond)}</span>
        <span className="progress-left">
          {phase === 'paused'
            ? 'Paused'
            : phase === 'cancelling'
              ? 'Cancelling'
              : pace.leftMs === null
                ? ''
                : `${duration(pace.leftMs)} left`}
        </span>
      </p>
      <div
        className="progress-track"
        role="progressbar"
        aria-label="Images run"
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={settled}
        aria-valuetext={`${settled} of ${total}`}
      >
        <div className="progress-fill" style={{ transform: `scaleX(${share})` }} />
      </div>
    </div>
  );
}
