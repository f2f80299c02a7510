import type { Report, ReportItem } from '../../core/dataset/report';
import { itemCodes } from '../../core/errors';

/**
 * A report as the host's page may have it. Of a file that a person picked it learns the results that it is handed, and
 * nothing of those that came to none: neither name nor size, but only what befell them.
 * @param isHosts Whether the file of this path came from the page itself.
 */
export function toldReport(report: Report, isHosts: (path: string) => boolean): Report {
  let count = 0;
  const told = (row: ReportItem): ReportItem => {
    if (row.status === 'done' || isHosts(row.path)) return row;
    const detail = row.code && `${itemCodes[row.code].title}. ${itemCodes[row.code].advice}`;
    return { ...row, path: `file ${++count}`, detail, width: null, height: null, notes: [] };
  };
  return { ...report, items: report.items.map(told) };
}
