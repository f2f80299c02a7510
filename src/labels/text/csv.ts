/**
 * Rows of a CSV text as RFC 4180 has them: quotes double within quotes, lines end with CRLF, LF or CR. Between cells is a comma,
 * or a semicolon or a tab as spreadsheets write them: what comes first in the first line.
 * @param trimmed Whether spaces around a cell, or around its quotes, are none of it; those within quotes always are.
 */
export function csvRows(
  text: string,
  { trimmed = false } = {},
): { readonly line: number; readonly cells: readonly string[] }[] {
  const rows: { line: number; cells: string[] }[] = [];
  const delimiter = csvDelimiter(text);
  let line = 1;
  let row: { line: number; cells: string[] } = { line, cells: [] };
  let cell = '';
  let isQuoted = false;
  /** How much of the cell was in quotes; null for none that has them. */
  let quoted: string | null = null;
  const endCell = () => {
    const rest = cell.slice(quoted?.length ?? 0);
    row.cells.push(trimmed ? (quoted ?? '') + (quoted === null ? rest.trim() : rest.trimEnd()) : cell);
    cell = '';
    quoted = null;
  };
  const endRow = () => {
    endCell();
    if (row.cells.length > 1 || row.cells[0] !== '') rows.push(row);
    row = { line, cells: [] };
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    const endsLine = char === '\n' || (char === '\r' && text[at + 1] !== '\n');
    if (endsLine) line++;
    if (isQuoted) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') cell += text[++at] ?? '';
      else {
        isQuoted = false;
        quoted = cell;
      }
    } else if (char === '"' && quoted === null && (trimmed ? cell.trim() : cell) === '') {
      isQuoted = true;
      cell = '';
    } else if (char === delimiter) endCell();
    else if (endsLine) endRow();
    else if (char !== '\r') cell += char;
  }
  if (cell !== '' || row.cells.length > 0) endRow();
  return rows;
}

/** No head is longer. */
const mostHead = 65_536;

/** What is between cells: a comma, a semicolon or a tab. */
export function csvDelimiter(text: string): string {
  // Without what is in quotes; names of columns, and ids, have none of these in them.
  const [, delimiter] = /^(?:"[^"]*"|[^",;\t\r\n])*([,;\t])/.exec(text.slice(0, mostHead)) ?? [];
  return delimiter ?? ',';
}

/** The first line, as it stands. */
export function csvFirstLine(text: string): string {
  return /^[^\r\n]*/.exec(text)?.[0] ?? '';
}

/** The cells of the first line; none where the text ends within it. */
export function csvHead(text: string): readonly string[] {
  const end = text.search(/[\r\n]/);
  return csvRows(text.slice(0, end + 1))[0]?.cells ?? [];
}

/** A row: cells with a comma, a quote, a line's end or a space at either end are put in quotes. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`;
}
