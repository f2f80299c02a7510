import { findNodeAtLocation, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import { AppError } from '../errors';
import { operationOf, operations } from '../operations/index';
import type { Step } from '../operations/operation';
import { z } from '../zod';
import { structuralOps, unavailable } from './available';
import { expectation, unwrapped } from './fields';
import { mostCharacters, tooDeepAt, unfit } from './guard';
import { migrate } from './migrate';
import { mostDepth, nestedKeys, tooMany, withNested } from './nested';
import { mismatch, named, shown, suggestion } from './problem';
import type { Path, Problem } from './problem';
import { recipeSchema } from './recipe';
import type { Recipe } from './recipe';

/** What a first visit begins with. */
export const defaultRecipe: Recipe = parseRecipe({
  version: 1,
  steps: [{ op: 'auto-orient' }, { op: 'letterbox', width: 640, height: 640 }],
});

/**
 * A recipe with every default filled in, of any value.
 * @throws AppError `bad-recipe`, one sentence that names the key, what was expected and what came.
 */
export function parseRecipe(value: unknown): Recipe {
  const checked = check(value);
  if ('recipe' in checked) return checked.recipe;
  throw new AppError('bad-recipe', checked.sentence);
}

/**
 * A recipe of a file's text, strict JSON.
 * @throws AppError `bad-recipe` as `parseRecipe` does, with the line before it; line and column where it is no JSON.
 */
export function parseRecipeText(text: string): Recipe {
  const source = text.replace(/^\ufeff/, '');
  if (source.length > mostCharacters)
    throw new AppError(
      'bad-recipe',
      `Expected a recipe of at most ${mostCharacters} characters, received ${source.length}.`,
    );
  const deep = tooDeepAt(source);
  if (deep) throw atLine(source, deep.offset, `Expected the recipe ${deep.wanted}, received more.`);
  const errors: ParseError[] = [];
  const tree = parseTree(source, errors, { disallowComments: true, allowTrailingComma: false });
  const first = errors[0];
  if (first || !tree) {
    const { line, column } = placeOf(source, first?.offset ?? 0);
    const what = first ? printParseErrorCode(first.error) : 'ValueExpected';
    const rest = source.slice(first?.offset ?? 0, (first?.offset ?? 0) + 20).split('\n')[0];
    throw new AppError(
      'bad-recipe',
      `Line ${line}, column ${column}: expected ${inWords(what)}, received ${rest ? JSON.stringify(rest) : 'the end of the line'}.`,
    );
  }
  const twice = repeatedKey(tree, []);
  if (twice) throw atLine(source, twice.offset, twice.sentence);
  const checked = check(JSON.parse(source));
  if ('recipe' in checked) return checked.recipe;
  throw atLine(source, offsetOf(tree, checked.path), checked.sentence);
}

type Checked = { readonly recipe: Recipe } | Problem;

function check(value: unknown): Checked {
  if (!isRecord(value)) return mismatch([], 'to be an object', value);
  const harm = unfit(value);
  if (harm) return harm;
  const migrated = migrate(value);
  if ('wanted' in migrated) return mismatch(['version'], migrated.wanted, value['version']);
  const stepProblem = unknownStep(migrated.value['steps'], ['steps']);
  if (stepProblem) return stepProblem;
  const parsed = recipeSchema.safeParse(migrated.value);
  if (!parsed.success) return problemOf(parsed.error.issues, migrated.value);
  const recipe = { ...parsed.data, steps: parsed.data.steps.map(opFirst) };
  if (recipe.output.format === 'copy' && recipe.steps.length > 0)
    return {
      path: ['output', 'format'],
      sentence: `Expected no steps beside \`output.format: "copy"\`, which passes the files as they are, received ${recipe.steps.length}.`,
    };
  const many = tooMany(recipe.steps);
  if (many) return many;
  const missing = unavailable(recipe);
  if (missing) return notAvailable(missing.path, missing.value);
  return { recipe };
}

/** As people write it and read it. */
function opFirst(step: Step): Step {
  const { op, ...params } = withNested(step, (steps) => steps.map(opFirst));
  return { op, ...params };
}

function notAvailable(path: Path, value: unknown): Problem {
  return { path, sentence: `${named(path).slice(0, -1)}: ${shown(value)}\` is not available in this version.` };
}

/** Told before the schema looks: its union of steps would only say that nothing fits. */
function unknownStep(steps: unknown, path: Path, depth = 1): Problem | null {
  if (!Array.isArray(steps)) return null;
  if (depth > mostDepth && steps.length > 0)
    return { path, sentence: `Expected steps to be nested ${mostDepth} levels deep at most, received more.` };
  const known = operations.map(({ id }) => id);
  for (const [at, step] of steps.entries()) {
    const place = [...path, at];
    if (!isRecord(step)) return mismatch(place, 'to be an object with an `op`', step);
    const op = step['op'];
    const operation = typeof op === 'string' ? operationOf(op) : undefined;
    if (operation) {
      for (const key of nestedKeys(operation.params)) {
        const problem = unknownStep(step[key], [...place, key], depth + 1);
        if (problem) return problem;
      }
      continue;
    }
    if (typeof op === 'string' && structuralOps.includes(op)) return notAvailable([...place, 'op'], op);
    const hint = typeof op === 'string' ? suggestion(op, known) : '';
    return mismatch([...place, 'op'], `to be one of ${known.join(', ')}${hint}`, op);
  }
  return null;
}

/** The first issue, or an unknown key before it: what a typing error leaves out is best told by the typing error. */
function problemOf(issues: readonly z.core.$ZodIssue[], value: unknown): Problem {
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  if (!issue) throw new Error('Expected zod to name an issue of a value that it refuses.');
  const whole = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  const { schema, depth, isStep } = schemaAt(whole, value);
  const path = whole.slice(0, depth);
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    const own = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
    // A step's schema is its operation's, which does not know of the `op` beside its parameters.
    const known = isStep ? ['op', ...own] : own;
    return {
      ...mismatch(path, `to have only ${known.join(', ')}${suggestion(key, known)}`, key),
      path: [...path, key],
    };
  }
  const wanted = issue.code === 'custom' ? issue.message : expectation(schema);
  return mismatch(path, wanted, valueAt(path, value));
}

/**
 * The schema that stands for a path of the recipe, a step's by its `op`; `depth` is how much of the path it stands for:
 * of a union (`input.frames`) it is the union as a whole that is expected.
 */
function schemaAt(path: Path, value: unknown): { schema: z.core.$ZodType; depth: number; isStep: boolean } {
  let schema: z.core.$ZodType = recipeSchema;
  let isStep = false;
  for (const [at, key] of path.entries()) {
    const core = unwrapped(schema).core;
    if (core instanceof z.ZodArray) {
      const op = valueAt([...path.slice(0, at + 1), 'op'], value);
      const operation = typeof op === 'string' ? operationOf(op) : undefined;
      schema = operation?.params ?? core.element;
      isStep = operation !== undefined;
      continue;
    }
    if (core instanceof z.ZodObject) isStep = isStep && core.shape[key] === undefined;
    const next: unknown = core instanceof z.ZodObject ? core.shape[key] : undefined;
    if (next === undefined) return { schema: core, depth: at, isStep };
    schema = next as z.core.$ZodType; // A shape's values are schemas.
  }
  return { schema: unwrapped(schema).core, depth: path.length, isStep };
}

function valueAt(path: Path, value: unknown): unknown {
  let here = value;
  for (const key of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = (here as Record<string | number, unknown>)[key]; // An object or a list: any key may be asked for.
  }
  return here;
}

/** JSON lets the last of two equal keys win in silence; here it is an error. */
function repeatedKey(node: Node, path: Path): { readonly offset: number; readonly sentence: string } | null {
  const keys = new Set<string>();
  for (const [at, child] of (node.children ?? []).entries()) {
    const [keyNode, member] = child.type === 'property' ? (child.children ?? []) : [];
    const key = keyNode ? String(keyNode.value) : at;
    const here = [...path, key];
    if (typeof key === 'string') {
      if (keys.has(key))
        return { offset: child.offset, sentence: `Expected ${named(here)} to stand once, received it twice.` };
      keys.add(key);
    }
    const found = repeatedKey(member ?? child, here);
    if (found) return found;
  }
  return null;
}

function offsetOf(tree: Node, path: Path): number {
  let node: Node | undefined;
  // A key that is missing is told at the object that should have it.
  for (let depth = path.length; depth >= 0 && !node; depth--)
    node = findNodeAtLocation(tree, path.slice(0, depth) as (string | number)[]);
  return (node?.parent?.type === 'property' ? node.parent : node)?.offset ?? 0;
}

function atLine(source: string, offset: number, sentence: string): AppError {
  return new AppError('bad-recipe', `Line ${placeOf(source, offset).line}: ${sentence}`);
}

/** Line and column from 1. */
function placeOf(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** The parser's code for what should have stood there: `ColonExpected` is "a colon". */
function inWords(code: string): string {
  const words = code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  if (code === 'EndOfFileExpected') return 'the end of the file';
  if (words.startsWith('close ')) return `a closing ${words.slice('close '.length, -' expected'.length)}`;
  if (words.endsWith(' expected')) return `a ${words.slice(0, -' expected'.length)}`;
  return 'JSON';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
