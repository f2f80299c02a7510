import { countsOf, type Report } from '../../core/dataset/report';
import { ownRun, type FrameMessage } from '../protocol';
import type { Entry } from './entry';
import { toldReport } from './told-report';

/** Without files of labels. */
export function imagesOf(entries: readonly Entry[]): readonly Entry[] {
  return entries.filter((entry) => !entry.isBeside);
}

/** How far these have come, and whether something that a person brought is under way. */
export function progressOf(entries: readonly Entry[], isPersonGathering: boolean): FrameMessage {
  const images = imagesOf(entries);
  const done = images.filter(({ row, item }) => row ?? !item).length;
  const isPersonWaiting = isPersonGathering || entries.some(({ isHosts, row }) => !isHosts && !row);
  return { type: 'progress', id: ownRun, done, total: images.length, isPersonWaiting };
}

/** @param last Report of the run that ended last; null where none did. @param wallMs Of all runs together. */
export function doneOf(entries: readonly Entry[], last: Report | null, wallMs: number): FrameMessage {
  if (!last) return { type: 'done', id: ownRun, report: null };
  const rows = entries.flatMap(({ row }) => row ?? []);
  const whole = { ...last, wallMs, counts: countsOf(rows), items: rows };
  const hosts = new Set(entries.flatMap(({ isHosts, item }) => (isHosts && item ? item.path : [])));
  return { type: 'done', id: ownRun, report: toldReport(whole, (path) => hosts.has(path)) };
}
