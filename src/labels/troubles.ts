import type { LabelTrouble, LabelTroubleCode } from '../core/dataset/label-set';

/** How many are told one by one; beyond, they are counted. */
const mostTold = 1000;

/** Collects what is wrong in label files, without end in memory however bad they are. */
export class Troubles {
  readonly list: LabelTrouble[] = [];
  #more = 0;

  add(code: LabelTroubleCode, file: string, where: string, detail: string): void {
    if (this.list.length < mostTold) this.list.push({ code, file, where, detail });
    else this.#more++;
  }

  /** With one that says how many were not listed. */
  all(): readonly LabelTrouble[] {
    if (this.#more === 0) return this.list;
    return [...this.list, { code: 'too-many', file: '', where: '', detail: `${this.#more} more like these.` }];
  }
}
