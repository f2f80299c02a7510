export { canvas, jsquash, magickWasm, manyhandsAuto, manyhandsExact } from './in-browser';
export type { Ground } from './ground';
export { imagemagick, opencv, pillow, pillowDraft, sharp, sharpDecodedOnce } from './native';
