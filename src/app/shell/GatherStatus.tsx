import { IconButton } from '../controls/IconButton';
import { count } from '../format';
import { dismissNotice, gatherState } from '../state/gather';
import { useStore } from '../state/store';

/** How far looking through folders and archives has come, and what could not be taken. */
export function GatherStatus() {
  const { isBusy, found, notice } = useStore(gatherState);
  if (!isBusy && notice === null) return null;
  return (
    <div className="gather" role="status">
      {isBusy && <span className="spinner" aria-hidden="true" />}
      <p className="numbers">{isBusy ? `Looking through your files: ${count(found, 'file')}` : notice}</p>
      {!isBusy && <IconButton icon="close" label="Dismiss" onPress={dismissNotice} />}
    </div>
  );
}
