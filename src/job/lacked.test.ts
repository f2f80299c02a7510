import { describe, expect, it } from 'vitest';
import { Lacking, type SideModule } from '../core/lacking';
import { Refused } from '../core/refused';
import { RemoteError } from '../pool';
import { recordOf } from '../pool/errors';
import { Lacked } from './lacked';

/** As an error arrives from a worker. */
const remote = (error: Error) => new RemoteError(recordOf(error));

/** A worker that has started with `has` and is asked for a file that needs `wants`. */
function asker(wants: readonly SideModule[]) {
  const asked: string[] = [];
  const ask = (request: { readonly isRefused?: boolean }, needs: readonly SideModule[]) => {
    asked.push(needs.join('+') + (request.isRefused ? ' refused' : ''));
    const lacking = wants.filter((module) => !needs.includes(module));
    return lacking.length > 0 ? Promise.reject(remote(new Lacking(lacking))) : Promise.resolve('done');
  };
  return { asked, ask };
}

describe('what a worker lacks', () => {
  it('is asked of another that has it', async () => {
    const { asked, ask } = asker(['heif']);
    expect(await new Lacked().served('a.avif', {}, ask)).toBe('done');
    expect(asked).toEqual(['', 'heif']);
  });

  it('is asked for at once for the next file of the same ending', async () => {
    const lacked = new Lacked();
    await lacked.served('a.avif', {}, asker(['heif']).ask);
    const { asked, ask } = asker(['heif']);
    await lacked.served('set/B.AVIF', {}, ask);
    expect(asked).toEqual(['heif']);
  });

  it('is not remembered of an ending that says another format', async () => {
    const lacked = new Lacked();
    await lacked.served('really-an.jpg', {}, asker(['jxl']).ask);
    const { asked, ask } = asker([]);
    await lacked.served('b.jpg', {}, ask);
    expect(asked).toEqual(['']);
  });

  it('adds up where a file and the recipe want different ones', async () => {
    let first = true;
    const asked: string[] = [];
    const done = await new Lacked().served('a.svg', {}, (_, needs) => {
      asked.push(needs.join('+'));
      if (needs.includes('heif')) return Promise.resolve('done');
      const lacking = first ? new Lacking(['resvg']) : new Lacking(['heif']);
      first = false;
      return Promise.reject(remote(lacking));
    });
    expect([done, asked]).toEqual(['done', ['', 'resvg', 'resvg+heif']]);
  });

  it('and what the browser refuses is asked a second time as refused', async () => {
    const asked: unknown[] = [];
    const done = await new Lacked().served('a.jpg', { isRefused: false }, (request) => {
      asked.push(request.isRefused);
      return request.isRefused ? Promise.resolve('done') : Promise.reject(remote(new Refused({ cause: null })));
    });
    expect([done, asked]).toEqual(['done', [false, true]]);
  });

  it('ends with the error where it is lacked again and again', async () => {
    const never = () => Promise.reject(remote(new Lacking(['heif'])));
    await expect(new Lacked().served('a.avif', {}, never)).rejects.toMatchObject({ code: 'lacks:heif' });
  });
});
