/** Digits with a comma among them: `0,5`, `-12,25`, `,5`, `1,5e-3`. */
const withComma = /^[+-]?(?:\d+,\d*|,\d+)(?:[eE][+-]?\d+)?$/;
/** `1,024` may be one and some or a thousand and some. */
const grouped = /^[+-]?[1-9]\d{0,2},\d{3}$/;

/**
 * Makes points of the decimal commas that spreadsheets of many countries write: of `0,5` it makes `0.5`; what is no such number
 * stays. Between tabs `1,024` stays, too, where no other cell shows that commas are decimal; a semicolon is written just there.
 * @param delimiter What is between cells; where it is a comma, nothing is changed.
 * @param cells Those that should be numbers, of the whole table.
 */
export function decimalPoints(delimiter: string, cells: Iterable<string>): (cell: string) => string {
  if (delimiter === ',') return (cell) => cell;
  const isSure = delimiter === ';' || hasDecimalComma(cells);
  return (cell) => (withComma.test(cell) && (isSure || !grouped.test(cell)) ? cell.replace(',', '.') : cell);
}

function hasDecimalComma(cells: Iterable<string>): boolean {
  for (const cell of cells) if (withComma.test(cell) && !grouped.test(cell)) return true;
  return false;
}
