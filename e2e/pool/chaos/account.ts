/** What a run of chaos came to. */
export class Account {
  tasks = 0;
  settled = 0;
  lost = 0;
  twice = 0;
  leaked = 0;
  rounds = 0;
  /** How often each was drawn. */
  readonly drawn: Record<string, number> = {};
  /** What was not as the oracle says: each a sentence. */
  readonly trouble: string[] = [];

  count(what: string, times = 1): void {
    this.drawn[what] = (this.drawn[what] ?? 0) + times;
  }

  /** A task has settled so often. */
  ends(times: number): void {
    this.tasks++;
    if (times > 0) this.settled++;
    else this.lost++;
    if (times > 1) this.twice++;
  }

  leak(what: string): void {
    this.leaked++;
    this.trouble.push(`Left behind: ${what}.`);
  }

  get isClean(): boolean {
    return this.trouble.length === 0 && this.lost === 0 && this.twice === 0 && this.leaked === 0;
  }

  /** The last line of the command. */
  toString(): string {
    const { tasks, settled, lost, twice, leaked } = this;
    return `tasks ${tasks}, settled ${settled}, lost ${lost}, twice ${twice}, leaked ${leaked}`;
  }
}
