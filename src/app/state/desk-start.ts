import { theOutputs } from './engine';
import { items } from './items';

/**
 * Starts the desk with the first files, so that it is there when they are run; or at once where a tab that has died left
 * outputs behind, which the desk clears. Its script is large, and most visits to an empty page do without.
 */
export function startDeskInTime(): void {
  const look = () => {
    if (items.get().total === 0) return;
    ended();
    theOutputs();
  };
  const ended = items.subscribe(look);
  look();
  void isAnythingLeft().then((isLeft) => isLeft && theOutputs());
}

/** Another tab's outputs count too: only the desk can tell whether that tab lives. */
async function isAnythingLeft(): Promise<boolean> {
  try {
    for await (const name of (await navigator.storage.getDirectory()).keys())
      if (name.startsWith('manyhands-store-')) return true;
  } catch {
    // Missing or refused: nothing lies there.
  }
  return false;
}
