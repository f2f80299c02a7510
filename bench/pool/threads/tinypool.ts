import Tinypool from 'tinypool';
import { checked as check } from '../tasks';

export { increment, nothing } from '../tasks';
export const checked = (buffer: ArrayBuffer) => Tinypool.move(check(buffer));
