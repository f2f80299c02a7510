import { AppError } from '../../core/errors';
import { operationOf } from '../../core/operations/index';
import type { Step } from '../../core/operations/operation';
import { defaultRecipe, parseRecipe, parseRecipeText } from '../../core/recipe/parse';
import type { Recipe } from '../../core/recipe/recipe';
import { begin, change, redo, undo } from './history';
import type { History } from './history';
import { remember, remembered } from './remembered';
import { Store } from './store';

/** A step on the page; `id` stays with it when it moves. */
export interface DraftStep {
  readonly id: string;
  readonly step: Step;
}

/** A recipe while it is being written: it may be wrong at the moment. */
export interface Draft {
  readonly steps: readonly DraftStep[];
  readonly rest: Omit<Recipe, 'steps'>;
}

/** Where the recipe is wrong, as far as its sentence names it. */
export interface RecipeProblem {
  readonly sentence: string;
  readonly step: number | null;
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
let made = 0;

function draftOf({ steps, ...rest }: Recipe): Draft {
  return { steps: steps.map((step) => ({ id: newId(), step })), rest };
}

function newId(): string {
  return `s${++made}`;
}

function firstDraft(): Draft {
  const kept = remembered(key);
  if (kept !== null) {
    try {
      return draftOf(parseRecipeText(kept));
    } catch {
      // Kept by another version, or by hand: the first visit's recipe is the better beginning.
    }
  }
  return draftOf(defaultRecipe);
}

function stateOf(history: History<Draft>, selected: string | null): RecipeState {
  const draft = history.now;
  const still = draft.steps.some(({ id }) => id === selected) ? selected : null;
  const { recipe, problem } = checked(draft);
  return { history, draft, recipe, problem, selected: still };
}

function checked(draft: Draft): Pick<RecipeState, 'recipe' | 'problem'> {
  try {
    return { recipe: parseRecipe(valueOf(draft)), problem: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const place = /`(?:steps\[(\d+)\]|output)(?:\.([\w-]+))?/.exec(error.message);
    return {
      recipe: null,
      problem: { sentence: error.message, step: place?.[1] ? Number(place[1]) : null, key: place?.[2] ?? null },
    };
  }
}

function valueOf({ steps, rest }: Draft): unknown {
  return { ...rest, steps: steps.map(({ step }) => step) };
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

export function addStep(op: string): void {
  const operation = operationOf(op);
  if (!operation) return;
  const id = newId();
  // The defaults that the schema has, and the example where it has none: a new step is never wrong by itself.
  const step: Step = { op, ...(operation.params.parse(operation.example) as object) };
  edit(
    `add ${id}`,
    (draft) => ({ ...draft, steps: [...draft.steps, { id, step }] }),
    () => id,
  );
}

export function duplicateStep(id: string): void {
  const copy = newId();
  edit(
    `copy ${copy}`,
    (draft) => ({
      ...draft,
      steps: draft.steps.flatMap((one) => (one.id === id ? [one, { id: copy, step: { ...one.step } }] : [one])),
    }),
    () => copy,
  );
}

export function removeStep(id: string): void {
  const { draft, selected } = recipeState.get();
  const at = draft.steps.findIndex((one) => one.id === id);
  edit(
    `remove ${id}`,
    (now) => ({ ...now, steps: now.steps.filter((one) => one.id !== id) }),
    (now) => (selected === id ? ((now.steps[at] ?? now.steps[at - 1])?.id ?? null) : selected),
  );
}

/** Puts the steps into the order of these ids. */
export function orderSteps(ids: readonly string[]): void {
  edit(`order ${ids.join()}`, (draft) => ({
    ...draft,
    steps: ids.flatMap((id) => draft.steps.filter((one) => one.id === id)),
  }));
}

/** @param value undefined takes the parameter out. */
export function setParam(id: string, param: string, value: unknown): void {
  edit(`${id}.${param}`, (draft) => ({
    ...draft,
    steps: draft.steps.map((one) => (one.id === id ? { id, step: withParam(one.step, param, value) } : one)),
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

function replace(mark: string, recipe: Recipe): void {
  const draft = draftOf(recipe);
  edit(
    `${mark} ${newId()}`,
    () => draft,
    () => draft.steps.at(-1)?.id ?? null,
  );
}
