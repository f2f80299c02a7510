import { move } from 'piscina';
import { checked as check } from '../tasks';

export { increment, nothing } from '../tasks';
export const checked = (buffer: ArrayBuffer) => move(check(buffer));
