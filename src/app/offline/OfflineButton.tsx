import { lazy, Suspense } from 'react';
import { Dialog, DialogTrigger } from 'react-aria-components';
import { IconButton } from '../controls/IconButton';
import { Popup } from '../controls/Popup';
import { offlineState } from '../state/offline';
import type { OfflineState } from '../state/offline';
import { useStore } from '../state/store';

const OfflinePanel = lazy(async () => ({ default: (await import('./OfflinePanel')).OfflinePanel }));

/** What is kept, as a stable word: for the styles, and for scripts. */
export type Kept = 'no' | 'fetching' | 'base' | 'everything';

export function keptOf({ status, progress }: OfflineState): Kept {
  if (progress) return 'fetching';
  if (!status?.base.isKept) return 'no';
  return status.parts.every((part) => part.isKept) ? 'everything' : 'base';
}

/** The way to “Nothing leaves this machine”, and to what of the site works without a network. */
export function OfflineButton() {
  const kept = useStore(offlineState, keptOf);
  return (
    <DialogTrigger>
      <span className="offline-button" data-offline={kept}>
        <IconButton icon="shield" label="Private and offline" />
      </span>
      <Popup className="popover offline-panel scroll" placement="bottom end">
        <Dialog className="offline-dialog" aria-label="Private and offline">
          <Suspense fallback={<div className="offline-waiting" />}>
            <OfflinePanel />
          </Suspense>
        </Dialog>
      </Popup>
    </DialogTrigger>
  );
}
