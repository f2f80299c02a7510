/**
 * The page that `?reset` leads to. It loads nothing of the page it stands in for, so that it works where that is broken. A link
 * of any site leads here as well, so nothing is taken away before a person has pressed the button.
 */
import { forget } from './forget';

const button = document.querySelector('button');
const said = document.getElementById('said');
if (!button || !said) throw new Error('Expected a button and a place to speak in reset.html.');

// In a frame another page might lead somebody to click through it, where the host forbids no framing.
if (window.parent !== window) said.textContent = 'Open this page in a tab of its own.';
else button.disabled = false;

button.addEventListener('click', () => {
  button.disabled = true;
  void forget().then(({ isDone, words }) => {
    said.textContent = words;
    button.disabled = isDone;
  });
});
