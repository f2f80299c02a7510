import type { World } from '../harness';
import { Account } from './account';
import { Draw } from './draw';
import { round } from './round';

export interface ChaosOptions {
  readonly tasks: number;
  readonly seed: number;
  /** Hears of each round that ends. */
  readonly onRound?: (account: Account) => void;
}

const tasksPerRound = 150;

/** Plays schedules until so many tasks were drawn, or something is not as it must be. */
export async function chaos(world: World, { tasks, seed, onRound }: ChaosOptions): Promise<Account> {
  const account = new Account();
  const draw = new Draw(seed);
  while (account.tasks < tasks && account.isClean) {
    await round(world, draw, account, Math.min(tasksPerRound, tasks - account.tasks));
    account.rounds++;
    onRound?.(account);
  }
  return account;
}
