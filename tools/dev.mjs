// npm run dev: Vite's development server, with the headers of the built page.
import { install, run } from './prepare.mjs';

install();
process.exit(run('npx', ['vite', ...process.argv.slice(2)]));
