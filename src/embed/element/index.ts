import { ManyHandsElement } from './element';

// A page may hold the script twice, by two parts that do not know of each other.
if (!customElements.get('many-hands')) customElements.define('many-hands', ManyHandsElement);
