import './symbols';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/shell.css';
import './styles/items.css';
import './styles/recipe.css';
import './styles/run.css';
import './styles/detail.css';

const place = document.getElementById('app');
if (!place) throw new Error('Expected an element with the id `app` in index.html.');
createRoot(place).render(<App />);
