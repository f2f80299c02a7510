import type { Arena } from './arena';
import type { Contestant, Hands, PoolWorld } from './contestant';
import { map, roundTrip, start, transfer } from './measures';

/** The inner side of an arena: in the page or in the program, beside its contestant. */
export type Stage = Omit<Arena, 'cpuMs'>;

export function stageOf(contestant: Contestant, world: PoolWorld): Stage {
  let hands: Hands | null = null;
  const close = async () => {
    await hands?.end();
    hands = null;
  };
  return {
    close,
    async open(wish) {
      await close();
      hands = contestant(world, wish);
      await hands.nothing();
    },
    async measure(measure, count) {
      if (measure === 'start') return start(contestant, world, count);
      if (!hands) throw new Error('Expected `open` first.');
      return { 'round-trip': roundTrip, map, transfer }[measure](hands, count);
    },
  };
}
