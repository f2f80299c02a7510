import { listen, type PoolEvent } from '../../pool';

/** One task on one worker; milliseconds since the lesson began. `endMs` null: at it now. */
export interface Block {
  readonly id: number;
  readonly task: string;
  readonly startMs: number;
  readonly endMs: number | null;
  readonly ok: boolean;
}

/** What happened on each worker while a lesson ran. */
export interface Recording {
  /** By worker, in the order of their first task. */
  readonly lanes: readonly (readonly Block[])[];
  /** What the lesson took; null while it runs. */
  readonly totalMs: number | null;
  readonly startedMs: number;
  readonly trouble: string | null;
  /** What `main` gave. */
  readonly value: unknown;
}

/** Runs `main` and tells what its workers do, each time that something changes. */
export async function record(main: () => Promise<unknown>, onChange: (recording: Recording) => void): Promise<void> {
  const startedMs = performance.now();
  const byWorker = new Map<number, Block[]>();
  let value: unknown;
  const publish = (totalMs: number | null, trouble: string | null) =>
    onChange({ lanes: [...byWorker.values()].map((blocks) => [...blocks]), totalMs, startedMs, trouble, value });
  const off = listen((event) => {
    if (event.type !== 'task-started' && event.type !== 'task-settled') return;
    take(byWorker, event, startedMs);
    publish(null, null);
  });
  publish(null, null);
  let trouble: string | null = null;
  try {
    value = await main();
  } catch (error) {
    trouble = error instanceof Error ? error.message : String(error);
  } finally {
    off();
  }
  publish(performance.now() - startedMs, trouble);
}

function take(byWorker: Map<number, Block[]>, event: Extract<PoolEvent, { task: string }>, originMs: number): void {
  const blocks = byWorker.get(event.pid) ?? [];
  byWorker.set(event.pid, blocks);
  const atMs = event.atMs - originMs;
  if (event.type === 'task-started') {
    blocks.push({ id: event.id, task: event.task, startMs: atMs, endMs: null, ok: true });
    return;
  }
  const at = blocks.findIndex(({ id }) => id === event.id);
  const open = blocks[at];
  if (open) blocks[at] = { ...open, endMs: atMs, ok: event.ok };
}
