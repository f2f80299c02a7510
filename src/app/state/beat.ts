/**
 * What changes by itself is drawn ten times a second, all of it in the same frame: it looks alive, and the cores are
 * left to the work. A machine that draws without a graphics card feels each frame more.
 */
const beatMs = 100;

/** Calls `run` once at the next beat, however often it is asked to. A hidden tab, whose title shows progress, has beats too. */
export function onBeat(run: () => void): () => void {
  let isWaiting = false;
  return () => {
    if (isWaiting) return;
    isWaiting = true;
    atNextBeat(() => {
      isWaiting = false;
      run();
    });
  };
}

/** Calls `run` at every `beats`th beat. @returns what ends it. */
export function everyBeat(run: () => void, beats = 1): () => void {
  let timer = atNextBeat(again, beats);
  function again(): void {
    timer = atNextBeat(again, beats);
    run();
  }
  return () => clearTimeout(timer);
}

function atNextBeat(run: () => void, beats = 1): ReturnType<typeof setTimeout> {
  const everyMs = beats * beatMs;
  return setTimeout(run, everyMs - (performance.now() % everyMs));
}
