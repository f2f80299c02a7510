/** A hidden tab gets no animation frames, yet its title shows progress. */
const hiddenMs = 250;

/** Calls `run` at most once per animation frame, however often it is asked to. */
export function perFrame(run: () => void): () => void {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    let frame = 0;
    let timer = 0;
    const once = () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      waiting = false;
      run();
    };
    frame = requestAnimationFrame(once);
    timer = window.setTimeout(once, hiddenMs);
  };
}
