import { bytes, change, count } from '../../app/format';
import { dropFound } from '../../sources/drop';
import { filesFound } from '../../sources/files';
import { rowOf } from './rows';
import type { Tier } from '../protocol';
import { nothingShown, type Doing, type Shown } from './state';

export interface ViewOptions {
  readonly accept: string;
  readonly multiple: boolean;
  readonly directory: boolean;
  readonly disabled: boolean;
  readonly compact: boolean;
  /** Null of an older element. */
  readonly required: boolean | null;
}

const tierWords = { full: 'Full engine.', light: 'Light engine.' } as const;

const one = <T extends HTMLElement>(id: string) => document.getElementById(id) as T; // embed.html has them all.

/** The field as it stands in embed.html. */
export class View {
  readonly #doing: Doing;
  readonly #rows = new Map<number, { key: string; node: HTMLElement }>();
  #options: ViewOptions = {
    ...{ accept: '', multiple: false, directory: false, disabled: false, compact: false, required: false },
  };
  #shown: Shown = nothingShown;

  constructor(doing: Doing) {
    this.#doing = doing;
    for (const kind of ['files', 'folder']) {
      const input = one<HTMLInputElement>(kind);
      one(`pick-${kind}`).onclick = () => {
        input.click();
        doing.warm();
      };
      const take = () => {
        const files = [...(input.files ?? [])];
        // The same files may be chosen again.
        input.value = '';
        if (files.length > 0) doing.add(filesFound(files));
      };
      input.onchange = take;
      // Chosen before this script was there.
      take();
    }
    one('cancel').onclick = () => doing.cancel();
    one('retry').onclick = () => doing.retry();
    one('window').onclick = () => doing.openWindow();
    one('clear').onclick = () => {
      doing.clear();
      one('pick-files').focus();
    };
    this.#listenToDrags();
    document.addEventListener('paste', ({ clipboardData }) => {
      if (!this.#options.disabled && clipboardData?.types.includes('Files')) doing.add(dropFound(clipboardData));
    });
    focusWhenEntered(one('pick-files'));
  }

  configure(options: ViewOptions): void {
    this.#options = options;
    const { accept, multiple, directory, disabled, compact, required } = options;
    one<HTMLInputElement>('files').accept = accept;
    for (const kind of ['files', 'folder']) {
      one<HTMLInputElement>(kind).multiple = multiple;
      one<HTMLButtonElement>(`pick-${kind}`).disabled = disabled;
    }
    one('pick-folder').hidden = !directory;
    one('hint').textContent = `or drop ${multiple || directory ? 'them' : 'it'} here${required ? ' (required)' : ''}`;
    document.body.toggleAttribute('data-compact', compact);
    document.body.toggleAttribute('data-disabled', disabled);
    this.show(this.#shown);
  }

  /** Which engine runs. */
  say(tier: Tier): void {
    one('tier').textContent = tierWords[tier];
    one('window').hidden = tier === 'full';
  }

  show(shown: Shown): void {
    this.#shown = shown;
    const { phase, total, settled, done, failed, notice } = shown;
    const { multiple, disabled } = this.#options;
    document.body.dataset['phase'] = phase;
    const isBusy = phase === 'working' || phase === 'cancelling' || phase === 'gathering';
    one('pick-files').textContent =
      total > 0 ? (multiple ? 'Add more' : 'Choose another') : multiple ? 'Add images' : 'Add an image';
    one('status').textContent = statusOf(shown);
    const bar = one<HTMLProgressElement>('bar');
    bar.hidden = !isBusy;
    bar.max = Math.max(total, 1);
    if (phase === 'gathering') bar.removeAttribute('value');
    else bar.value = settled;
    one('cancel').hidden = !(phase === 'working' || phase === 'cancelling');
    one<HTMLButtonElement>('cancel').disabled = phase === 'cancelling';
    one('retry').hidden = isBusy || disabled || settled === done || failed + (total - settled) + cancelled(shown) === 0;
    one('clear').hidden = isBusy || disabled || total === 0;
    one('notice').textContent = notice ?? '';
    one('notice').hidden = notice === null;
    this.#draw();
  }

  #draw(): void {
    const { entries, total, phase } = this.#shown;
    const isBusy = phase === 'working' || phase === 'cancelling' || phase === 'gathering';
    const canRemove = !this.#options.disabled && !isBusy;
    const list = one('rows');
    const keep = new Set(entries.map(({ id }) => id));
    for (const [id, { node }] of this.#rows) {
      if (keep.has(id)) continue;
      node.remove();
      this.#rows.delete(id);
    }
    let before: Element | null = list.firstElementChild;
    for (const entry of entries) {
      const key = `${entry.state} ${canRemove}`;
      const drawn = this.#rows.get(entry.id);
      let node = drawn?.node;
      if (!node || drawn?.key !== key) {
        const fresh = rowOf(entry, canRemove ? () => this.#doing.remove(entry.id) : null);
        if (node === before) before = node?.nextElementSibling ?? null;
        node?.replaceWith(fresh);
        node = fresh;
        this.#rows.set(entry.id, { key, node });
      }
      if (node === before) before = before.nextElementSibling;
      else list.insertBefore(node, before);
    }
    list.hidden = entries.length === 0;
    one('more').hidden = total <= entries.length;
    one('more').textContent = `and ${count(total - entries.length, 'more image')}`;
  }

  #listenToDrags(): void {
    let depth = 0;
    const over = (isOver: boolean) => document.body.toggleAttribute('data-over', isOver);
    const takes = (event: DragEvent) => {
      if (this.#options.disabled || !event.dataTransfer?.types.includes('Files')) return false;
      event.preventDefault();
      return true;
    };
    addEventListener('dragenter', (event) => {
      if (!takes(event)) return;
      if (depth++ === 0) this.#doing.warm();
      over(true);
    });
    addEventListener('dragover', (event) => {
      if (takes(event) && event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    });
    addEventListener('dragleave', (event) => {
      if (takes(event) && (depth = Math.max(0, depth - 1)) === 0) over(false);
    });
    addEventListener('drop', (event) => {
      depth = 0;
      over(false);
      if (takes(event) && event.dataTransfer) this.#doing.add(dropFound(event.dataTransfer));
    });
  }
}

function cancelled({ entries }: Shown): number {
  return entries.filter(({ state }) => state === 'skipped').length;
}

function statusOf({ phase, total, settled, done, failed, sourceBytes, outputBytes, labelFiles }: Shown): string {
  if (phase === 'empty') return '';
  if (phase === 'gathering') return 'Looking through the files …';
  if (phase === 'cancelling') return 'Stopping …';
  if (phase === 'working') return total === 1 ? 'Working …' : `${settled} of ${count(total, 'image')}`;
  if (phase === 'held') return `${count(total, 'image')}, not ready yet`;
  const saved = sourceBytes > 0 ? change(sourceBytes, outputBytes) : null;
  const size = outputBytes > 0 ? `, ${bytes(outputBytes)}${saved?.startsWith('−') ? ` (${saved})` : ''}` : '';
  const labels = labelFiles > 0 ? `, ${count(labelFiles, 'label file')}` : '';
  return `${count(done, 'image')} ready${size}${labels}${failed > 0 ? `, ${failed} failed` : ''}`;
}

/** Where the host's page gives the frame the focus as a whole, the button has it; a click chooses for itself. */
function focusWhenEntered(button: HTMLElement): void {
  let isPointer = false;
  addEventListener('pointerdown', () => (isPointer = true), true);
  addEventListener('pointerup', () => (isPointer = false), true);
  addEventListener('focus', () => {
    setTimeout(() => {
      if (!isPointer && document.activeElement === document.body) button.focus();
    });
  });
}
