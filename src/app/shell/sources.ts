/** The ways by which a person brings images, but for dropping them. */
export interface Sources {
  pickFiles(): void;
  pickFolder(): void;
  paste(): void;
  sample(): void;
}
