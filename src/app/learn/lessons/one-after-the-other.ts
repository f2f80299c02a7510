import { Process } from 'manyhands/pool';
import { tasks } from './hands';

export async function main() {
  const p1 = new Process({ target: tasks.sleep, args: [500] });
  p1.start();
  await p1.join();

  const p2 = new Process({ target: tasks.sleep, args: [500] });
  p2.start();
  await p2.join();
}
