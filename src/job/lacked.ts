import { lackedBy, type SideModule } from '../core/lacking';
import { refusedCode } from '../core/refused';
import { RemoteError } from '../pool';

/** Of one request: a file and a recipe may want all side modules, and the browser's refusal comes once. */
const mostTries = 5;

/** Asks again, of a worker that has it, for what a worker lacked; and remembers of which files' names that was so. */
export class Lacked {
  readonly #byEnding = new Map<string, readonly SideModule[]>();

  /**
   * What the browser's decoder refuses is read anew too, for libvips to have its try.
   * @param path The item's, where it has one.
   */
  async served<R extends object, T>(
    path: string | undefined,
    request: R,
    ask: (request: R, needs: readonly SideModule[]) => Promise<T>,
  ): Promise<T> {
    const ending = path?.split('.').at(-1)?.toLowerCase() ?? '';
    let needs = this.#byEnding.get(ending) ?? [];
    let asked = request;
    for (let tries = 1; ; tries++) {
      try {
        return await ask(asked, needs);
      } catch (error) {
        if (!(error instanceof RemoteError) || tries === mostTries) throw error;
        const lacking = lackedBy(error.code);
        if (!lacking && error.code !== refusedCode) throw error;
        if (!lacking) asked = { ...asked, isRefused: true };
        else {
          needs = [...new Set([...needs, ...lacking])];
          if (named[ending]) this.#byEnding.set(ending, needs);
        }
      }
    }
  }
}

/** Endings of which it is worth remembering: a JPEG XL that is called .jpg tells nothing of the next .jpg. */
const named: Readonly<Record<string, true>> = { avif: true, jxl: true, svg: true };
