import { bytes, change } from '../../app/format';
import type { ShownEntry } from './state';

const words = { waiting: 'Waiting', running: 'Working', done: 'Ready', failed: 'Failed', skipped: 'Left out' } as const;

/** One image as a row: its picture, its name, what has become of it. @param remove Null where it cannot be taken off. */
export function rowOf(entry: ShownEntry, remove: (() => void) | null): HTMLElement {
  const row = element('li', 'row');
  row.dataset['state'] = entry.state;
  const text = element('span', 'row-text');
  const name = element('span', 'row-name');
  name.textContent = entry.name;
  name.title = entry.name;
  const note = element('span', 'row-note');
  note.textContent = noteOf(entry);
  text.append(name, note);
  row.append(pictureOf(entry), text);
  if (remove) {
    const button = element('button', 'row-remove') as HTMLButtonElement;
    button.type = 'button';
    button.textContent = '×';
    button.ariaLabel = `Remove ${entry.name}`;
    button.onclick = remove;
    row.append(button);
  }
  return row;
}

function pictureOf({ file, state }: ShownEntry): HTMLElement {
  const box = element('span', 'row-picture');
  box.ariaHidden = 'true';
  if (state !== 'done' || !file) return box;
  const image = document.createElement('img');
  image.alt = '';
  image.decoding = 'async';
  image.loading = 'lazy';
  const url = URL.createObjectURL(file);
  image.onload = image.onerror = () => URL.revokeObjectURL(url);
  image.src = url;
  box.append(image);
  return box;
}

function noteOf({ state, detail, bytes: before, outputBytes }: ShownEntry): string {
  if (state === 'failed' || state === 'skipped') return detail ?? words[state];
  if (state !== 'done') return words[state];
  const saved = before > 0 ? change(before, outputBytes) : null;
  return saved?.startsWith('−') ? `${bytes(outputBytes)} (${saved})` : bytes(outputBytes);
}

function element(tag: string, className: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}
