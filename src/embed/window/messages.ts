import type { Worked } from '../../core/dataset/outcome';
import type { ProcessRequest } from '../../worker/api';

/**
 * What the frame and the isolated window say to each other, by way of the relay page between them: the relay has the
 * frame's port on one side, and a BroadcastChannel, which only pages of our own origin can name, on the other.
 */
export type ToWindow =
  | { readonly type: 'work'; readonly id: number; readonly bytes: ArrayBuffer; readonly request: ProcessRequest }
  | { readonly type: 'close' };

export type FromWindow =
  /** It is isolated, or not after all, and has room for so many images at a time. */
  | { readonly type: 'open'; readonly isIsolated: boolean; readonly workers: number }
  | { readonly type: 'worked'; readonly id: number; readonly worked: Worked }
  | { readonly type: 'gone' };

/** The relay's first word to the frame that opened it. */
export interface RelayHello {
  readonly manyHandsRelay: true;
}
