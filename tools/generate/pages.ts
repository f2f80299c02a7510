import type { AnyOperation } from '../../src/core/operations/index';
import { describe, expectation, type Field } from '../../src/core/recipe/fields';

export const pagesFolder = 'docs/operations';

export const pagePath = ({ id }: AnyOperation) => `${pagesFolder}/${id}.md`;
export const picturePath = ({ id }: AnyOperation) => `${pagesFolder}/images/${id}.png`;

/** One operation's page, drawn from its declaration. */
export function operationPage(operation: AnyOperation): string {
  const { id, title, summary, params, example } = operation;
  return lines(
    `# ${title}`,
    summary,
    `![Before on the left, after on the right](images/${id}.png)`,
    'The picture is made by this step of a recipe:',
    ['```json', stepText({ op: id, ...example }), '```'].join('\n'),
    '## Parameters',
    parameters(params),
    '[All operations](README.md)',
  );
}

/** The list of all operations, and how a recipe is written. */
export function indexPage(operations: readonly AnyOperation[]): string {
  return lines(
    '# Operations',
    'A recipe runs its steps in the order in which they are written, each on what the one before left. A step is one of ' +
      'these operations with its parameters; what has a default may be left out, and a key that is not known is an error.',
    table(
      ['operation', 'what it does', 'as a step'],
      operations.map(({ id, title, summary, example }) => [
        `[${title}](${id}.md)`,
        cell(summary),
        `\`${stepText({ op: id, ...example })}\``,
      ]),
    ),
    'In an editor that knows JSON Schema, `"$schema"` in a recipe, with the path to ' +
      '[recipe.schema.json](../../public/recipe.schema.json), brings completion and checks; it changes nothing else.',
    'These pages and pictures are made from the declarations in `src/core/operations` by `npm run generate`.',
  );
}

function parameters(params: AnyOperation['params']): string {
  const fields = describe(params);
  if (fields.length === 0) return 'It has none.';
  return table(
    ['name', 'type', 'bounds', 'default', 'unit', 'what it means'],
    fields.map((field) => [
      `\`${field.key}\``,
      typeOf(field),
      boundsOf(field, params),
      defaultOf(field),
      field.unit ?? '',
      cell(field.description),
    ]),
  );
}

function typeOf(field: Field): string {
  switch (field.kind) {
    case 'integer':
      return 'whole number';
    case 'select':
      return 'choice';
    case 'range':
      return 'number, or a range `[lo, hi]` of two';
    case 'steps':
      return 'list of steps';
    default:
      return field.kind;
  }
}

function boundsOf(field: Field, { shape }: AnyOperation['params']): string {
  switch (field.kind) {
    case 'number':
    case 'integer':
      // In the words of a recipe's errors: "from 1 to 65535", "above 0, up to 65535".
      return expectation(shape[field.key]!).replace(/^to be a (whole )?number,? ?/, '');
    case 'range':
      return `from ${field.min} to ${field.max}`;
    case 'select':
      return field.options.map(({ value }) => code(value)).join(', ');
    case 'boolean':
      return '`true`, `false`';
    case 'colour':
      return '`#rrggbb`, `#rrggbbaa`';
    default:
      return '';
  }
}

function defaultOf({ default: initial, optional }: Field): string {
  if (initial !== undefined) return code(initial);
  return optional ? 'may be left out' : 'none: has to be given';
}

const code = (value: unknown) => `\`${JSON.stringify(value)}\``;

/** JSON as people write it on one line. */
function stepText(step: Readonly<Record<string, unknown>>): string {
  const members = Object.entries(step).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  return `{ ${members.join(', ')} }`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

const lines = (...parts: readonly string[]) => `${parts.join('\n\n')}\n`;
