// WebKit lacks both symbols, and `using` needs them: they are defined before a class has a method of that name.
for (const name of ['dispose', 'asyncDispose'] as const)
  if (!(name in Symbol)) Object.defineProperty(Symbol, name, { value: Symbol(`Symbol.${name}`) });
