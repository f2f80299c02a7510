import { useEffect, useRef, useState } from 'react';
import { AppError } from '../../core/errors';
import { IconButton } from '../controls/IconButton';
import { save } from '../save';
import { loadRecipe, recipeState, redoRecipe, resetRecipe, undoRecipe } from '../state/recipe';
import { useStore } from '../state/store';
import { AddStep } from './AddStep';
import { OutputForm } from './OutputForm';
import { StepForm } from './StepForm';
import { StepList } from './StepList';

export function RecipePanel() {
  const { history, draft, recipe, problem } = useStore(recipeState);
  const [fileProblem, setFileProblem] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => listenForUndo(panel.current!), []);

  const load = async (file: File | undefined) => {
    if (!file) return;
    setFileProblem(null);
    try {
      loadRecipe(await file.text());
    } catch (error) {
      const why = error instanceof AppError ? error.message : 'The file could not be read.';
      setFileProblem(`${file.name}: ${why}`);
    }
  };

  const sentence = fileProblem ?? problem?.sentence ?? null;
  return (
    <aside className="panel" aria-labelledby="recipe-title" ref={panel}>
      <div className="panel-head">
        <h2 id="recipe-title" className="panel-title">
          Recipe
        </h2>
        <div className="panel-tools" role="toolbar" aria-label="Recipe">
          <IconButton icon="undo" label="Undo" isDisabled={history.past.length === 0} onPress={undoRecipe} />
          <IconButton icon="redo" label="Redo" isDisabled={history.future.length === 0} onPress={redoRecipe} />
          <IconButton icon="reset" label="Reset recipe" onPress={resetRecipe} />
          <IconButton icon="open" label="Load recipe from file" onPress={() => input.current?.click()} />
          <IconButton
            icon="save"
            label="Save recipe to file"
            isDisabled={recipe === null}
            onPress={() =>
              save(new Blob([`${JSON.stringify(recipe, null, 2)}\n`], { type: 'application/json' }), 'recipe.json')
            }
          />
        </div>
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          data-input="recipe"
          aria-label="Recipe file"
          className="unseen"
          tabIndex={-1}
          onChange={(event) => {
            void load(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </div>
      <div className="panel-body scroll">
        <div
          role="alert"
          data-recipe-error={sentence === null ? undefined : ''}
          className="recipe-error"
          hidden={sentence === null}
        >
          {sentence}
          {fileProblem !== null && <IconButton icon="close" label="Dismiss" onPress={() => setFileProblem(null)} />}
        </div>
        <section aria-labelledby="steps-title" className="steps-section">
          <h3 id="steps-title" className="section-title">
            Steps
          </h3>
          <StepList
            steps={draft.steps}
            label="Steps, in the order in which they run"
            none="No steps: images are only written in the output’s format."
          />
          <AddStep inside={null} label="Add step" />
        </section>
        <StepForm steps={draft.steps} level={3} />
        <OutputForm />
      </div>
    </aside>
  );
}

/** @returns Ends it. */
function listenForUndo(panel: HTMLElement): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
    const { target } = event;
    // A step that is removed takes the focus with it: for a moment, or for good, it is nowhere.
    if (!(target instanceof Node && panel.contains(target)) && target !== document.body) return;
    // A text field keeps the browser's own undo while it is being typed in.
    if (target instanceof HTMLInputElement && target.type === 'text') return;
    event.preventDefault();
    if (event.shiftKey) redoRecipe();
    else undoRecipe();
  };
  document.addEventListener('keydown', onKeyDown);
  return () => document.removeEventListener('keydown', onKeyDown);
}
