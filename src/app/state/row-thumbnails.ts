import { workersOf } from '../../job/settings';
import { thumbnail } from './engine';
import { items } from './items';
import { isBusy, runState } from './run';
import { settings } from './settings';
import { Thumbnails } from './thumbnails';

/** The thumbnails of the page's rows. While a run goes on they take one worker at most. */
export const thumbnails = new Thumbnails(
  async (row, signal) => {
    if (row.item.trouble) throw new Error(row.item.trouble.detail);
    const { picture, width, height, orientation } = await thumbnail(row.item, signal);
    items.measured(row.id, width, height);
    const url = URL.createObjectURL(new Blob([picture.bytes], { type: picture.type }));
    return { url, width: picture.width, height: picture.height, stored: { width, height, orientation } };
  },
  () => (isBusy(runState.get().phase) ? 1 : workersOf(settings.get())),
);
