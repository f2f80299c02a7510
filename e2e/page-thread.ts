import type { Page } from 'playwright-core';

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** The thread's own time, in microseconds: what others take of the processor does not count. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

const mark = 'page-thread-of-this-test';

/** Records what the browser's threads do. @returns a function that ends it and hands over the events. */
export async function startTrace(page: Page): Promise<() => Promise<TraceEvent[]>> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[]))); // As the trace format says.
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['toplevel', 'blink.user_timing', '__metadata'], excludedCategories: ['*'] },
  });
  await page.evaluate((name) => performance.mark(name), mark);
  return async () => {
    const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
    await session.send('Tracing.end');
    await complete;
    await session.detach();
    return events;
  };
}

/** Of the thread that this page's document runs in. */
export function longestTask(events: readonly TraceEvent[]): { readonly many: number; readonly longestMs: number } {
  const ours = events.find(({ name }) => name === mark);
  if (!ours) throw new Error('Expected the trace to hold the page’s own mark.');
  const tasks = events.filter(
    ({ name, pid, tid, tdur }) =>
      name === 'ThreadControllerImpl::RunTask' && pid === ours.pid && tid === ours.tid && tdur !== undefined,
  );
  const longest = tasks.reduce((most, { tdur = 0 }) => Math.max(most, tdur), 0);
  return { many: tasks.length, longestMs: longest / 1000 };
}
