// WebKit lacks both symbols, and `using` needs them: they are defined before any other module of the page runs.
for (const name of ['dispose', 'asyncDispose'] as const)
  if (!(name in Symbol)) Object.defineProperty(Symbol, name, { value: Symbol(`Symbol.${name}`) });
