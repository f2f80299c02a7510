import { headersOf } from '../src/pwa/policy.mjs';

/** Of every file of the bench's own pages: what is measured there beside the product makes functions of text at start. */
export const arenaHeaders = headersOf('engine/');
