// What the host may call. Addresses are bytes from the start of memory; every buffer comes from `alloc`.
export { premultiply, unpremultiply } from './alpha';
export { alloc, mark, release } from './arena';
export { fill } from './fill';
export { resample } from './resample';
export { transpose } from './transpose';
export { encode, encoded } from './jpeg';
export { dropFourth, toRgb } from './packed';
export { toPlanes } from './planes';
export { upsample } from './upsample';
