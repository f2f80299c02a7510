import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Cores, type CoreClient } from './cores';

function client(): CoreClient {
  return { wanted: 0, held: 0, granted: 0, peak: 0, round: 0, grant: () => {} };
}

/** The client has heard all, and tells this. */
function tell(cores: Cores, client: CoreClient, change: Partial<CoreClient>): void {
  cores.changed(Object.assign(client, change), client.round);
}

describe('the cores of a page', () => {
  it('all go to the one field that is at work', () => {
    const cores = new Cores(8);
    const one = client();
    tell(cores, one, { wanted: 8 });
    expect(one.granted).toBe(8);
  });

  it('are handed to a second field only when the first has ended its workers', () => {
    const cores = new Cores(8);
    const [first, second] = [client(), client()];
    tell(cores, first, { wanted: 8 });
    tell(cores, first, { held: 8 });
    tell(cores, second, { wanted: 8 });
    expect([first.granted, second.granted]).toEqual([4, 0]);
    tell(cores, first, { held: 6 });
    expect(second.granted).toBe(2);
    tell(cores, first, { held: 4 });
    expect(second.granted).toBe(4);
  });

  it('are given back by a field that rests, when another wants them', () => {
    const cores = new Cores(4);
    const [resting, wanting] = [client(), client()];
    tell(cores, resting, { wanted: 4 });
    tell(cores, resting, { wanted: 0, held: 4 });
    expect(resting.granted).toBe(4);
    tell(cores, wanting, { wanted: 4 });
    expect([resting.granted, wanting.granted]).toEqual([0, 0]);
    tell(cores, resting, { held: 0 });
    expect(wanting.granted).toBe(4);
  });

  it('make more fields than cores wait in the order in which they asked', () => {
    const cores = new Cores(2);
    const fields = Array.from({ length: 10 }, client);
    for (const one of fields) tell(cores, one, { wanted: 2 });
    tell(cores, fields[0]!, { held: 1 });
    expect(fields.map(({ granted }) => granted)).toEqual([1, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
    tell(cores, fields[0]!, { wanted: 0, held: 0 });
    expect(fields.map(({ granted }) => granted)).toEqual([0, 1, 1, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('are not handed on while a field may not yet have heard that it has fewer', () => {
    const cores = new Cores(4);
    const [first, second] = [client(), client()];
    cores.changed(Object.assign(first, { wanted: 4 }), 0);
    cores.changed(Object.assign(second, { wanted: 4 }), 0);
    // It may be starting four workers at this moment, though it holds none yet.
    cores.changed(first, 1);
    expect([first.granted, second.granted]).toEqual([2, 0]);
    cores.changed(Object.assign(first, { held: 4 }), 2);
    expect(second.granted).toBe(0);
    cores.changed(Object.assign(first, { held: 2 }), 2);
    expect(second.granted).toBe(2);
  });

  it('are never held by more workers than there are, whatever fields do, and none is left waiting beside a free one', () => {
    const step = fc.record({ who: fc.nat(9), what: fc.constantFrom('want', 'rest', 'obey', 'leave') });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.array(step, { maxLength: 120 }), (total, steps) => {
        const cores = new Cores(total);
        const fields = Array.from({ length: 10 }, client);
        const obey = (one: CoreClient) => {
          // A frame starts no more workers than it was granted, and ends those above.
          one.held = one.wanted > 0 ? one.granted : Math.min(one.held, one.granted);
          cores.changed(one, one.round);
        };
        for (const { who, what } of steps) {
          const one = fields[who]!;
          if (what === 'want') tell(cores, one, { wanted: total });
          else if (what === 'rest') tell(cores, one, { wanted: 0 });
          else if (what === 'leave') tell(cores, one, { wanted: 0, held: 0 });
          else obey(one);
          expect(fields.reduce((sum, { held }) => sum + held, 0)).toBeLessThanOrEqual(total);
        }
        for (let round = 0; round < 20; round++) for (const one of fields) obey(one);
        const wanting = fields.filter(({ wanted }) => wanted > 0);
        expect(wanting.filter(({ granted }) => granted > 0)).toHaveLength(Math.min(wanting.length, total));
        if (wanting.length > 0) expect(wanting.reduce((sum, { held }) => sum + held, 0)).toBe(total);
      }),
    );
  });
});
