/** A table as Prettier leaves it: columns padded, numbers flush right. Cells hold no character wider than one column. */
export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  isNumber: (column: number) => boolean = () => false,
): string {
  const widths = header.map((title, column) =>
    Math.max(3, ...[title, ...rows.map((row) => row[column]!)].map((cell) => [...cell].length)),
  );
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const padded = (cells: readonly string[]) =>
    line(
      cells.map((cell, column) => {
        const space = ' '.repeat(widths[column]! - [...cell].length);
        return isNumber(column) ? space + cell : cell + space;
      }),
    );
  const rule = line(
    widths.map((width, column) => (isNumber(column) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width))),
  );
  return [padded(header), rule, ...rows.map(padded)].join('\n');
}

/** After the point: what tells figures of this size apart; thousands are set apart. */
export function figure(value: number): string {
  const size = Math.abs(value);
  const digits = size >= 1000 ? 0 : size >= 10 ? 1 : 2;
  // No `-0.00`.
  return (Number(value.toFixed(digits)) + 0).toLocaleString('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}
