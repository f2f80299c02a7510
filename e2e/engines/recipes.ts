import { describe } from '../../src/core/recipe/fields';
import { operations, type AnyOperation } from '../../src/core/operations/index';

export interface Named {
  readonly name: string;
  readonly recipe: Readonly<Record<string, unknown>>;
}

const exact = { version: 1, seed: 7, decode: 'exact', encode: 'exact' } as const;

/** Every operation of the catalogue by its own example; then each again for each choice that it leaves. */
export function everyOperation(): Named[] {
  const all = operations.map((operation) =>
    variants(operation).map(([name, params]) => ({
      name,
      recipe: { ...exact, steps: [{ op: operation.id, ...params }], output: { format: 'png' } },
    })),
  );
  return [...all.flatMap(([example]) => example ?? []), ...all.flatMap(([, ...choices]) => choices)];
}

function variants({ id, example, params }: AnyOperation): [string, Record<string, unknown>][] {
  const plain = example as Record<string, unknown>;
  const found: [string, Record<string, unknown>][] = [[`${id}, its example`, plain]];
  for (const field of describe(params)) {
    const choices =
      field.kind === 'select' ? field.options.map(({ value }) => value) : field.kind === 'boolean' ? [true, false] : [];
    for (const value of choices) {
      const changed = { ...plain, [field.key]: value };
      // Some choices need parameters of their own, beside which the example's make no sense.
      if (params.safeParse(changed).success) found.push([`${id}, ${field.key} ${value}`, changed]);
    }
  }
  return found;
}

/** Every way of writing. */
export function everyOutput(): Named[] {
  const outputs = [
    { format: 'jpeg' },
    { format: 'jpeg', quality: 50, subsampling: '4:4:4', keep: 'all' },
    { format: 'jpeg', keep: 'icc', channels: 'grey' },
    { format: 'png', compression: 9, keep: 'all' },
    { format: 'png', channels: 'rgba', keep: 'icc' },
    { format: 'webp' },
    { format: 'webp', quality: 40, keep: 'all' },
    { format: 'webp', lossless: true, channels: 'rgb', background: '#204060' },
    { format: 'same' },
  ];
  const steps = [{ op: 'resize', width: 120, height: 120 }];
  return outputs.map((output) => ({ name: JSON.stringify(output), recipe: { ...exact, steps, output } }));
}
