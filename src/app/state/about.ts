import { version } from '../../../package.json';

/** What made a report. libvips' version is that of wasm-vips 0.0.19. */
export const about = { app: version, libvips: '8.18.7' };
