/** Of a `Refused` that has come from a worker. */
export const refusedCode = 'refused-by-browser';

/** The browser's decoder refuses a file, or has made of it what was not expected. It has the bytes: they are gone. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code = refusedCode;

  constructor(options: ErrorOptions) {
    super('The browser does not decode this file.', options);
  }
}
