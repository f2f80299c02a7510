import { filesFound } from '../../sources/files';
import { ownRun, type FrameMessage, type HostMessage } from '../protocol';
import { Calls, named } from './calls';
import { Engine } from './engine';
import { Field } from './field';
import type { Doing, Shown } from './state';

/** Everything behind the field's look, in a script of its own: the field is drawn before it is there. */
export class Work {
  readonly doing: Doing;
  readonly #field: Field;
  readonly #calls: Calls;
  readonly #engine: Engine;
  readonly #tell: (message: FrameMessage) => void;

  constructor(tell: (message: FrameMessage) => void, show: (shown: Shown) => void) {
    this.#tell = tell;
    this.#engine = new Engine(
      (wanted, held, round) => tell({ type: 'cores', wanted, held, round }),
      (tier, reason) => tell({ type: 'tier', tier, reason }),
    );
    this.#calls = new Calls(this.#engine, tell);
    this.doing = this.#field = new Field(this.#engine, tell, show);
  }

  hear(message: HostMessage): void {
    switch (message.type) {
      case 'configure':
        return this.#field.configure(message, message.recipe);
      case 'add':
        return this.#field.add(filesFound(message.files.map(named)), message.isHosts ?? true);
      case 'restore':
        return this.#field.restore(message.files.map(named), message.about, message.isBroken ?? false);
      case 'clear':
        return this.#field.clear(true);
      case 'process':
        return void this.#calls.start(message);
      case 'cancel':
        return message.id === ownRun ? this.#field.cancel() : this.#calls.cancel(message.id);
      case 'cores':
        return this.#engine.grant(message.granted, message.round);
      case 'ping':
        return this.#tell({ type: 'pong' });
    }
  }
}
