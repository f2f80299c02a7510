export { canvas, jsquash, magickWasm, manyhandsAuto, manyhandsExact } from './in-browser';
export type { Ground } from './ground';
export { imagemagick, opencv, opencvInFull, pillow, pillowDraft, sharp, sharpDecodedOnce } from './native';
