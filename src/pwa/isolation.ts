import { sharesMemory, type Shareable } from '../core/tier';

/** Whether threads of the page share memory, which libvips needs; if not, why not. */
export type IsolationState =
  | { readonly isolated: true }
  | {
      readonly isolated: false;
      readonly reason: 'insecure' | 'embedded' | 'unsupported' | 'unshared' | 'headers';
      readonly why: string;
      readonly advice: string;
    };

/** What is looked at; a window has it all. */
export interface Surroundings extends Shareable {
  readonly crossOriginIsolated: boolean;
  readonly isSecureContext: boolean;
  /** Whether the page stands in a frame of another page. */
  readonly isEmbedded: boolean;
  /** Whether the browser knows `crossOriginIsolated` at all. */
  readonly knowsIsolation: boolean;
}

/** Without shared memory libvips hangs silently when it starts, so the page goes without, and tells why. */
export function isolationOf(here: Surroundings): IsolationState {
  const { crossOriginIsolated, isSecureContext, isEmbedded, knowsIsolation } = here;
  if (sharesMemory(here)) return { isolated: true };
  const threads =
    'The larger image engine shares memory between threads, which browsers allow on isolated pages alone.';
  if (!knowsIsolation)
    return {
      isolated: false,
      reason: 'unsupported',
      why: 'This browser is too old for the larger image engine.',
      advice: 'Use a current Chrome, Edge, Firefox or Safari.',
    };
  // No header and no other address would help.
  if (crossOriginIsolated)
    return {
      isolated: false,
      reason: 'unshared',
      why: 'The larger image engine shares memory between threads, which is switched off in this browser.',
      advice:
        'Use a current Chrome, Edge, Firefox or Safari, or ask whoever manages this browser for SharedArrayBuffer.',
    };
  if (!isSecureContext)
    return {
      isolated: false,
      reason: 'insecure',
      why: `This page was opened over an insecure address. ${threads}`,
      advice: 'Open it over https, or on this machine as http://localhost.',
    };
  if (isEmbedded)
    return {
      isolated: false,
      reason: 'embedded',
      why: `This page stands inside another page that is not isolated. ${threads}`,
      advice: 'Open it in a tab of its own.',
    };
  return {
    isolated: false,
    reason: 'headers',
    why: `This server does not send the two headers that isolate a page. ${threads}`,
    advice:
      'Serve it with “Cross-Origin-Opener-Policy: same-origin” and “Cross-Origin-Embedder-Policy: require-corp”. “npm start” does.',
  };
}

/** The surroundings of this very window. */
export function isolationHere(): IsolationState {
  return isolationOf({
    crossOriginIsolated: globalThis.crossOriginIsolated === true,
    SharedArrayBuffer: globalThis.SharedArrayBuffer,
    isSecureContext: globalThis.isSecureContext,
    isEmbedded: window.parent !== window,
    knowsIsolation: 'crossOriginIsolated' in globalThis,
  });
}
