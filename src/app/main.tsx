import '../pwa/trusted-types';
import '../pool/symbols';
import { I18nProvider } from 'react-aria-components';
import { createRoot } from 'react-dom/client';
import { becomeIsolated, isIsolated } from '../pwa/become-isolated';
import { App } from './App';
import { isFramedByOthers, showTheWayOut } from './framed';
import { loadTheRest } from './later';
import { startDeskInTime } from './state/desk-start';
import { warmUp } from './state/engine';
import { takeLaunched } from './state/launch';
import { keepForOffline } from './state/offline';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/shell.css';
import './styles/items.css';
import './styles/recipe.css';
import './styles/run.css';
import './styles/detail.css';
import './styles/offline.css';
import './styles/update.css';
import './styles/views.css';
import './styles/learn.css';

const place = document.getElementById('app');
if (!place) throw new Error('Expected an element with the id `app` in index.html.');

const root = createRoot(place);

// On a host that sends no headers the page is isolated by its service worker and comes once more; elsewhere nothing waits.
if (isFramedByOthers()) showTheWayOut(place);
// The service worker leads there by itself, where there is one.
else if (new URLSearchParams(location.search).has('reset')) location.replace(new URL('reset.html', document.baseURI));
else if (isIsolated()) start();
else void becomeIsolated().then((what) => what === 'as-it-is' && start());

function start(): void {
  // The page is written in English: numbers are typed and read as it does, and React Aria's own words are English too.
  root.render(
    <I18nProvider locale="en-US">
      <App />
    </I18nProvider>,
  );
  // Once the page is drawn, the workers start: without libvips, which is loaded when it is first needed, they are small.
  setTimeout(warmUp, 0);
  // Not in the way of the first picture.
  setTimeout(startDeskInTime, 500);
  // What is not on the screen yet is fetched before it is asked for, once the page has nothing better to do.
  setTimeout(() => void loadTheRest([() => import('../formats/zip-reader'), () => import('./sample/sample')]), 800);
  takeLaunched();
  void keepForOffline();
}
