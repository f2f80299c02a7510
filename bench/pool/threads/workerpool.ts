import * as library from 'workerpool';
import { checked, increment, nothing } from '../tasks';

library.worker({
  nothing,
  increment,
  checked: (buffer: ArrayBuffer) => new library.Transfer(checked(buffer), [buffer]),
});
