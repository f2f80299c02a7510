// npm start: installs what is missing, builds, serves the page with the isolation headers, and says where.
import { join } from 'node:path';
import { build, install, root } from './prepare.mjs';

install();
build();
const { serve } = await import('./serve.mjs');
const { url } = await serve(join(root, 'dist'), { port: 4173 });
process.stdout.write(`Many Hands is at ${url}  (Ctrl+C ends it)\n`);
