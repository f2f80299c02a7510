import type { Comparison, Verdict } from '../../job/speed-up';
import { workersOf } from '../../job/settings';
import { Button } from '../controls/Button';
import { count, milliseconds, number } from '../format';
import { items } from '../state/items';
import { recipeState } from '../state/recipe';
import { isBusy, runState } from '../state/run';
import { settings, setSetting } from '../state/settings';
import { cancelSpeedUp, measureSpeedUp, speedUpState, type SpeedUpResult } from '../state/speed-up';
import { useStore } from '../state/store';
import { SpeedUpChart } from './SpeedUpChart';

/** Does it pay, here, for these images and this recipe? Measured, not claimed. */
export function SpeedUpView({ isIsolated }: { readonly isIsolated: boolean }) {
  const state = useStore(speedUpState);
  const total = useStore(items, (view) => view.total);
  const recipe = useStore(recipeState, (value) => value.recipe);
  const running = useStore(runState, (value) => isBusy(value.phase));
  const { result } = state;
  return (
    <div className="speed-up">
      <div className="stage-bar">
        <h2 className="stage-title">Speed-up</h2>
        <div className="stage-tools">
          {state.isBusy ? (
            <Button icon="stop" onPress={cancelSpeedUp}>
              Stop measuring
            </Button>
          ) : (
            <Button
              icon="play"
              look={result ? 'plain' : 'primary'}
              isDisabled={total === 0 || recipe === null || running || !isIsolated}
              onPress={() => recipe && void measureSpeedUp(recipe)}
            >
              {result ? 'Measure again' : 'Measure'}
            </Button>
          )}
        </div>
      </div>
      <div className="speed-up-body scroll">
        <p className="speed-up-lead">
          Runs up to 24 of your own images through your own recipe with one worker, with all, and with numbers between,
          in turn, three times over, and compares the medians. Files are read beforehand; nothing is kept. Every image
          is decoded by its worker alone (<code>exact</code>): the browser’s own decoder, which runs may use, works on
          threads of its own, and one worker would count for two cores.
        </p>
        {!isIsolated && (
          <p className="speed-up-note">
            This page runs in light mode, so it has no decoder of that kind to compare with.
          </p>
        )}
        {total === 0 && <p className="speed-up-note">Add images first.</p>}
        {running && <p className="speed-up-note">A run is going; both would slow each other down.</p>}
        {state.trouble !== null && (
          <p role="alert" className="speed-up-trouble">
            {state.trouble}
          </p>
        )}
        {state.isBusy && (
          <div
            className="progress-track"
            role="progressbar"
            aria-label="Measuring"
            aria-valuemin={0}
            aria-valuemax={state.of}
            aria-valuenow={state.done}
          >
            <div className="progress-fill" style={{ transform: `scaleX(${state.done / Math.max(1, state.of)})` }} />
          </div>
        )}
        {result && <Result result={result} />}
      </div>
    </div>
  );
}

function Result({ result }: { readonly result: SpeedUpResult }) {
  const now = workersOf(useStore(settings));
  const { comparisons, share, images } = result;
  return (
    <>
      <p className="speed-up-verdict" role="status">
        {sentence(result)}
      </p>
      <div className="speed-up-choice">
        {now === result.recommended ? (
          <p>Runs use {count(now, 'worker')}, as recommended.</p>
        ) : (
          <>
            <Button look="primary" onPress={() => setSetting('workers', result.recommended)}>
              {`Use ${count(result.recommended, 'worker')}`}
            </Button>
            <p>Runs use {number(now)} now. The choice is kept on this machine.</p>
          </>
        )}
      </div>
      <SpeedUpChart comparisons={comparisons} share={share} />
      <div className="table-frame" tabIndex={0} role="group" aria-label="Table">
        <table className="table numbers">
          <caption className="unseen">Time, speed-up and efficiency by number of workers</caption>
          <thead>
            <tr>
              <th scope="col">Workers</th>
              <th scope="col">Time</th>
              <th scope="col">Per image</th>
              <th scope="col">Speed-up</th>
              <th scope="col">Efficiency per worker</th>
            </tr>
          </thead>
          <tbody>
            {comparisons.map((one) => (
              <Line key={one.workers} one={one} images={images} />
            ))}
          </tbody>
        </table>
      </div>
      {share !== null && (
        <p className="speed-up-note">
          Amdahl’s law, fitted: {percent(share)} of the work runs in parallel
          {share < 1
            ? `, so no number of workers could be more than ${(1 / (1 - share)).toFixed(1)} times as fast.`
            : '.'}
        </p>
      )}
    </>
  );
}

function Line({ one, images }: { readonly one: Comparison; readonly images: number }) {
  return (
    <tr>
      <th scope="row">{number(one.workers)}</th>
      <td>{milliseconds(one.ms)}</td>
      <td>{milliseconds(one.ms / images)}</td>
      <td>{one.speedUp.toFixed(2)}×</td>
      <td>{percent(one.efficiency)}</td>
    </tr>
  );
}

function sentence({ comparisons, verdict, images, cores }: SpeedUpResult): string {
  const fastest = comparisons.reduce((best, one) => (one.ms < best.ms ? one : best));
  const gain = `${count(fastest.workers, 'worker')} took ${milliseconds(fastest.ms)} for ${count(images, 'image')}, ${fastest.speedUp.toFixed(2)} times as fast as one.`;
  const why: Readonly<Record<Verdict, string>> = {
    pays: gain,
    reading: `${gain} But reading the files takes longer than working on them: the disk sets the pace, not the cores.`,
    'one-core': 'This machine shows the page one core, so more workers would only take turns on it.',
    tiny: 'It does not pay here: the images are so small that handing one to a worker costs as much as working on it.',
    'no-gain': `It does not pay here: ${count(cores, 'core')} were hardly faster than one. Something else is busy, or memory is the bound.`,
  };
  return why[verdict];
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
