import { Button } from '../controls/Button';
import { items } from '../state/items';
import { isBusy, runState } from '../state/run';
import { useStore } from '../state/store';
import { laterUpdate, takeUpdate, updateState } from '../state/update';

/** A new version is told with what changed, and not before a run has ended. */
export function UpdateNotice() {
  const { next, trouble } = useStore(updateState);
  const busy = useStore(runState, (state) => isBusy(state.phase));
  const isEmpty = useStore(items, (view) => view.total === 0);
  if (!next || busy) return null;
  return (
    <div className="update" role="status">
      <div className="update-words">
        <p>
          <b>A new version is ready.</b> The page reloads with it
          {isEmpty ? '.' : ', without the images and outputs that are on it.'}
        </p>
        {next.changes.length > 0 && (
          <details>
            <summary>What changed</summary>
            <ul>
              {next.changes.map((change) => (
                <li key={change}>{change.replaceAll(/[`*]/g, '')}</li>
              ))}
            </ul>
          </details>
        )}
        {trouble && <p>{trouble}</p>}
      </div>
      <Button onPress={() => void takeUpdate()}>Take the new version</Button>
      <Button look="quiet" onPress={laterUpdate}>
        Later
      </Button>
    </div>
  );
}
