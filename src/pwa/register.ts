/** A host that answers no more, or a worker that is never done, must not keep a page from drawing itself. */
const patienceMs = 15_000;

/** @returns the registration with an active worker; null where there can be none: refused, missing, broken. */
export async function register(): Promise<ServiceWorkerRegistration | null> {
  try {
    const registration = await navigator.serviceWorker.register(new URL('sw.js', document.baseURI), {
      updateViaCache: 'none',
    });
    if (!registration.active) await becomesActive(registration);
    return registration.active ? registration : null;
  } catch {
    // Refused in private windows of some browsers and in frames of other sites: the page works without.
    return null;
  }
}

function becomesActive({ installing, waiting }: ServiceWorkerRegistration): Promise<void> {
  const worker = installing ?? waiting;
  return new Promise((resolve) => {
    if (!worker) return resolve();
    setTimeout(resolve, patienceMs);
    worker.addEventListener('statechange', () => {
      if (worker.state === 'activating' || worker.state === 'activated' || worker.state === 'redundant') resolve();
    });
  });
}
