import { isJobRunning } from '../messages';
import type { Answer, Question, Status } from '../messages';
import { isPartKept, keepParts } from './parts';
import { isReset, keepNoMore } from './reset';
import { isShellKept, keepShell, sum } from './shell';
import { clearStale } from './share';
import { built } from './site';
import { endTrial, isTakenBack } from './trial';

declare const self: ServiceWorkerGlobalScope;

/** Answers a page's question over the port that came with it. */
export function hear(event: ExtendableMessageEvent): void {
  const [port] = event.ports;
  if (!port) return;
  const tell = (answer: Answer) => port.postMessage(answer);
  const question = event.data as Question; // Of our own pages: nobody else can reach this worker.
  event.waitUntil(answered(event, question, tell).then(tell, (error: unknown) => tell({ failed: String(error) })));
}

async function answered(
  event: ExtendableMessageEvent,
  question: Question,
  tell: (answer: Answer) => void,
): Promise<Answer> {
  switch (question.ask) {
    case 'status':
      return { status: await status() };
    case 'keep':
      if (await isReset()) throw new Error('Expected a site that was not taken away.');
      await keepShell(event, (progress) => tell({ progress }));
      if (question.what === 'everything') await keepParts(event, (progress) => tell({ progress }));
      return { kept: true };
    case 'started':
      await clearStale();
      if (!(await isReset())) await endTrial(event, question.build);
      return { heard: true };
    case 'take':
      if (await isJobRunning()) return { taken: false };
      await self.skipWaiting();
      return { taken: true };
    case 'forget':
      keepNoMore();
      return { heard: true };
  }
}

async function status(): Promise<Status> {
  const { version, build, changes, base, parts } = built;
  return {
    version,
    build,
    changes,
    isTakenBack: await isTakenBack(),
    base: { bytes: sum(base), isKept: await isShellKept() },
    parts: await Promise.all(
      parts.map(async (part) => ({
        ...{ id: part.id, name: part.name, purpose: part.purpose },
        bytes: sum(part.files),
        isKept: await isPartKept(part),
      })),
    ),
  };
}
