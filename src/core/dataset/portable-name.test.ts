import { expect, it } from 'vitest';
import { portableName } from './portable-name';

it.each([
  ['con', 'con_'],
  ['CON.jpg', 'CON_.jpg'],
  ['nul.tar.png', 'nul_.tar.png'],
  ['Aux ', 'Aux_'],
  ['prn .txt', 'prn_.txt'],
  ['com1.jpg', 'com1_.jpg'],
  ['COM0', 'COM0_'],
  ['lpt².png', 'lpt²_.png'],
  ['CONIN$', 'CONIN$_'],
  ['a.', 'a_'],
  ['a. .', 'a___'],
  ['...', '___'],
  ['nul.', 'nul__'],
])('a name that Windows cannot keep, %j, becomes %j', (name, portable) => {
  expect(portableName(name)).toBe(portable);
  expect(portableName(portable)).toBe(portable);
});

it.each(['a.jpg', 'console.jpg', 'con1.jpg', 'com10', 'x.con', '.con', 'lpt', 'a b.c', ' con', '日本.png', ''])(
  'any other, %j, stays as it is',
  (name) => expect(portableName(name)).toBe(name),
);
