// What the host may call. Addresses are bytes from the start of memory; every buffer comes from `alloc`.
export { alloc, mark, release } from './arena';
export { fill } from './fill';
