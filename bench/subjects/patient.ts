import type { RunningSubject, Subject } from './subject';

/** How long a subject may take for one request before it is given up. */
export interface Patience {
  readonly startMs: number;
  readonly requestMs: number;
}

export const defaultPatience: Patience = { startMs: 90_000, requestMs: 180_000 };

/** The subject, but every request ends: one that is not answered in time is an error, and what was started is closed. */
export function patient(subject: Subject, { startMs, requestMs }: Patience = defaultPatience): Subject {
  return {
    ...subject,
    async open(assignment) {
      const opening = subject.open(assignment);
      const running = await within(opening, startMs, `${subject.name}: no first output`).catch((error: unknown) => {
        // It may come yet, and must not stay.
        opening.then((late) => late.close()).catch(() => {});
        throw error;
      });
      const request = <T>(work: Promise<T>) => within(work, requestMs, `${subject.name}: no answer`);
      const patientOne: RunningSubject = {
        startMs: running.startMs,
        version: running.version,
        round: (setting, repeats) => request(running.round(setting, repeats)),
        outputs: (setting) => request(running.outputs(setting)),
        peakMB: (work) => running.peakMB(work),
        close: () => within(running.close(), 20_000, `${subject.name}: no end`).catch(() => {}),
      };
      return patientOne;
    },
  };
}

/** @throws Error that names what was awaited, after `ms`. */
export async function within<T>(work: Promise<T>, ms: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} within ${ms / 1000} s`)), ms);
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}
