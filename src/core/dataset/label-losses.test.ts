import { expect, it } from 'vitest';
import { lossPhrases } from './label-losses';

it('says what is lost most first, and ids behind all', () => {
  const losses = [
    { code: 'id-left-out', count: 5000 },
    { code: 'mask-left-out', count: 1 },
    { code: 'flags-left-out', count: 1200 },
    { code: 'id-changed', count: 1 },
  ] as const;
  expect(lossPhrases(losses)).toEqual([
    '1,200 labels without flags that they have',
    '1 mask left out',
    '1 id changed',
    '5,000 labels without their id',
  ]);
});
