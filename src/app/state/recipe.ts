import { AppError } from '../../core/errors';
import { operationOf } from '../../core/operations/index';
import type { Step } from '../../core/operations/operation';
import { defaultRecipe, parseRecipe, parseRecipeText } from '../../core/recipe/parse';
import type { Recipe } from '../../core/recipe/recipe';
import type { RecipeClasses } from './class-rows';
import { begin, change, redo, undo } from './history';
import type { History } from './history';
import { remember, remembered } from './remembered';
import { draftOf, everyList, listOf, namedBy, plainOf, trailTo } from './step-tree';
import type { DraftStep } from './step-tree';
import { Store } from './store';

/** A recipe while it is being written: it may be wrong at the moment. */
export interface Draft {
  readonly steps: readonly DraftStep[];
  readonly rest: Omit<Recipe, 'steps'>;
}

/** Where the recipe is wrong, as far as its sentence names it. */
export interface RecipeProblem {
  readonly sentence: string;
  /** The id of the step. */
  readonly step: string | null;
  /** The parameter of the step, or the key of the output. */
  readonly key: string | null;
}

export interface RecipeState {
  readonly history: History<Draft>;
  readonly draft: Draft;
  /** Null while the draft is wrong. */
  readonly recipe: Recipe | null;
  readonly problem: RecipeProblem | null;
  /** The step whose form is open. */
  readonly selected: string | null;
}

const key = 'manyhands.recipe';

function draftFrom({ steps, ...rest }: Recipe): Draft {
  return { steps: steps.map(draftOf), rest };
}

function firstDraft(): Draft {
  const kept = remembered(key);
  if (kept !== null) {
    try {
      return draftFrom(parseRecipeText(kept));
    } catch {
      // Kept by another version, or by hand: the first visit's recipe is the better beginning.
    }
  }
  return draftFrom(defaultRecipe);
}

function stateOf(history: History<Draft>, selected: string | null): RecipeState {
  const draft = history.now;
  const still = trailTo(draft.steps, selected).length > 0 ? selected : null;
  const { recipe, problem } = checked(draft);
  return { history, draft, recipe, problem, selected: still };
}

function checked(draft: Draft): Pick<RecipeState, 'recipe' | 'problem'> {
  try {
    return { recipe: parseRecipe(valueOf(draft)), problem: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const [, path = ''] = /`([^`]+)`/.exec(error.message) ?? [];
    const { step, key: param } = namedBy(draft.steps, path);
    const ofOutput = /^output\.([\w-]+)/.exec(path)?.[1] ?? null;
    return { recipe: null, problem: { sentence: error.message, step: step?.id ?? null, key: param ?? ofOutput } };
  }
}

function valueOf({ steps, rest }: Draft): unknown {
  return { ...rest, steps: steps.map(plainOf) };
}

const first = firstDraft();

export const recipeState = new Store<RecipeState>(stateOf(begin(first), first.steps.at(-1)?.id ?? null));

recipeState.subscribe(() => {
  const { recipe } = recipeState.get();
  if (recipe) remember(key, JSON.stringify(recipe));
});

/** @param mark Names the change, so that a slider's way is one step of undo. */
function edit(mark: string, next: (draft: Draft) => Draft, select?: (draft: Draft) => string | null): void {
  recipeState.update(({ history, selected }) => {
    const changed = change(history, next(history.now), mark, performance.now());
    return stateOf(changed, select ? select(changed.now) : selected);
  });
}

/** The list of steps that a step holds, by the parameter that holds it. */
export interface Inside {
  readonly id: string;
  readonly key: string;
}

/** @param inside Where the step is put, at the end; null is the recipe itself. */
export function addStep(op: string, inside: Inside | null): void {
  const operation = operationOf(op);
  if (!operation) return;
  // The defaults that the schema has, and the example where it has none: a new step is never wrong by itself.
  const added = draftOf(parsedStep({ op, ...operation.example }));
  const put = (list: readonly DraftStep[]) => [...list, added];
  edit(
    `add ${added.id}`,
    (draft) => ({
      ...draft,
      steps:
        inside === null
          ? put(draft.steps)
          : everyList(draft.steps, (list) =>
              list.map((one) =>
                one.id === inside.id
                  ? { ...one, inner: { ...one.inner, [inside.key]: put(one.inner[inside.key] ?? []) } }
                  : one,
              ),
            ),
    }),
    () => added.id,
  );
}

/** With every default, those of the steps that it holds too. */
function parsedStep(step: Step): Step {
  return parseRecipe({ version: defaultRecipe.version, steps: [step] }).steps[0] ?? step;
}

export function duplicateStep(id: string): void {
  const [original] = trailTo(recipeState.get().draft.steps, id).slice(-1);
  if (!original) return;
  const copy = draftOf(plainOf(original));
  edit(
    `copy ${copy.id}`,
    (draft) => ({
      ...draft,
      steps: everyList(draft.steps, (list) => list.flatMap((one) => (one.id === id ? [one, copy] : [one]))),
    }),
    () => copy.id,
  );
}

export function removeStep(id: string): void {
  const { draft, selected } = recipeState.get();
  const list = listOf(draft.steps, id);
  const at = list.findIndex((one) => one.id === id);
  const above = trailTo(draft.steps, id).at(-2);
  const isSelected = trailTo(draft.steps, selected).some((one) => one.id === id);
  edit(
    `remove ${id}`,
    (now) => ({ ...now, steps: everyList(now.steps, (one) => one.filter((step) => step.id !== id)) }),
    () => (isSelected ? ((list[at + 1] ?? list[at - 1] ?? above)?.id ?? null) : selected),
  );
}

/** Puts the steps of one list into the order of these ids. */
export function orderSteps(ids: readonly string[]): void {
  edit(`order ${ids.join()}`, (draft) => ({
    ...draft,
    steps: everyList(draft.steps, (list) =>
      list.some(({ id }) => ids.includes(id)) ? ids.flatMap((id) => list.filter((one) => one.id === id)) : list,
    ),
  }));
}

/** Moves a step one place up (−1) or down (1) in its list; at the list's end nothing changes. */
export function moveStep(id: string, by: -1 | 1): void {
  const ids = listOf(recipeState.get().draft.steps, id).map((one) => one.id);
  const at = ids.indexOf(id);
  const other = ids[at + by];
  if (other === undefined) return;
  orderSteps(ids.with(at, other).with(at + by, id));
}

/** @param value undefined takes the parameter out. */
export function setParam(id: string, param: string, value: unknown): void {
  edit(`${id}.${param}`, (draft) => ({
    ...draft,
    steps: everyList(draft.steps, (list) =>
      list.map((one) => (one.id === id ? { ...one, step: withParam(one.step, param, value) } : one)),
    ),
  }));
}

function withParam(step: Step, param: string, value: unknown): Step {
  const { [param]: _, ...others } = step;
  return { ...(value === undefined ? others : { ...step, [param]: value }), op: step.op };
}

export function setOutput(param: string, value: unknown): void {
  edit(`output.${param}`, (draft) => ({
    ...draft,
    rest: { ...draft.rest, output: { ...draft.rest.output, [param]: value } },
  }));
}

export function setInput(param: string, value: unknown): void {
  edit(`input.${param}`, (draft) => ({
    ...draft,
    rest: { ...draft.rest, input: { ...draft.rest.input, [param]: value } },
  }));
}

/** Which EXIF frame labels are taken to be drawn in. */
export function setFrame(frame: Recipe['labels']['frame']): void {
  edit(`frame ${frame}`, (draft) => ({ ...draft, rest: { ...draft.rest, labels: { ...draft.rest.labels, frame } } }));
}

/** Which format labels are read in, and which they are written in. */
export function setLabelFormats(formats: Partial<Pick<Recipe['labels'], 'read' | 'write'>>): void {
  edit(`label formats ${JSON.stringify(formats)}`, (draft) => ({
    ...draft,
    rest: { ...draft.rest, labels: { ...draft.rest.labels, ...formats } },
  }));
}

let reclassings = 0;

/** Each change is one step of undo: none is a slider's. */
export function setClasses({ classes, otherClasses }: RecipeClasses): void {
  edit(`classes ${++reclassings}`, (draft) => ({
    ...draft,
    rest: { ...draft.rest, labels: { ...draft.rest.labels, classes, otherClasses } },
  }));
}

export function selectStep(id: string | null): void {
  recipeState.update((state) => ({ ...state, selected: id }));
}

export function undoRecipe(): void {
  recipeState.update(({ history, selected }) => stateOf(undo(history), selected));
}

export function redoRecipe(): void {
  recipeState.update(({ history, selected }) => stateOf(redo(history), selected));
}

export function resetRecipe(): void {
  replace('reset', defaultRecipe);
}

/** @throws AppError `bad-recipe`, with the line. The recipe on the page stays as it is then. */
export function loadRecipe(text: string): void {
  replace('load', parseRecipeText(text));
}

let replaced = 0;

function replace(mark: string, recipe: Recipe): void {
  const draft = draftFrom(recipe);
  edit(
    `${mark} ${++replaced}`,
    () => draft,
    () => draft.steps.at(-1)?.id ?? null,
  );
}
