/** What masks say of pixels of a result that no pixel of the source fills. */
export interface MaskFill {
  /** Index into the set's classes. */
  readonly class: number;
  /** Whether they are not to be counted. */
  readonly isIgnored: boolean;
}

/** What a set makes of the recipe's `labels.maskFill`. */
export interface SetMaskFill extends MaskFill {
  /** Whether all images of the set have masks, those without a label too. */
  readonly isForAll: boolean;
}
