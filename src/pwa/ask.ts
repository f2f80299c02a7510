import type { Answer, Progress, Question } from './messages';

type Last = Exclude<Answer, { progress: Progress } | { failed: string }>;

/** Asks a service worker. @throws Error with its reason. */
export function ask(worker: ServiceWorker, question: Question, progress?: (told: Progress) => void): Promise<Last> {
  const { port1, port2 } = new MessageChannel();
  return new Promise<Last>((resolve, reject) => {
    port1.onmessage = ({ data }: MessageEvent<Answer>) => {
      if ('progress' in data) return progress?.(data.progress);
      port1.close();
      if ('failed' in data) reject(new Error(data.failed));
      else resolve(data);
    };
    worker.postMessage(question, [port2]);
  });
}
