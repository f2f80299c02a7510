import { Button } from '../controls/Button';
import { count } from '../format';
import { leaveOffered, offeredFiles, takeOffered } from '../state/launch';
import { useStore } from '../state/store';

/** Files that another page or app sent along are told before they are read: any site can send some. */
export function OfferNotice() {
  const files = useStore(offeredFiles);
  if (files.length === 0) return null;
  const names = files.slice(0, 3).map(({ name }) => name);
  const rest = files.length - names.length;
  return (
    <div className="update" role="status">
      <div className="update-words">
        <p>
          <b>Another page or app sent {count(files.length, 'file')} here.</b> Add them if it was you who shared them.
        </p>
        <p>
          {names.join(', ')}
          {rest > 0 && ` and ${count(rest, 'more', 'more')}`}
        </p>
      </div>
      <Button onPress={takeOffered}>Add them</Button>
      <Button look="quiet" onPress={leaveOffered}>
        Leave them out
      </Button>
    </div>
  );
}
