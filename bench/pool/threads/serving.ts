import * as Comlink from 'comlink';
import { checked, increment, nothing } from '../tasks';

/** Inside comlink's worker, in either world. */
export function expose(endpoint?: Comlink.Endpoint): void {
  const tasks = {
    nothing,
    increment,
    checked: (buffer: ArrayBuffer) => Comlink.transfer(checked(buffer), [buffer]),
  };
  Comlink.expose(tasks, endpoint);
}

/** Inside the worker of plain messages: the task is known by what comes. */
export function answer(message: unknown, post: (answer: unknown, transfer: ArrayBuffer[]) => void): void {
  if (typeof message === 'number') post(increment(message), []);
  else if (message instanceof ArrayBuffer) post(checked(message), [message]);
  else post(nothing(), []);
}
