// WebKit lacks both; wasm-vips' handles are disposable, so they must be there before it is imported.
const symbols = Symbol as { dispose?: symbol; asyncDispose?: symbol };
symbols.dispose ??= Symbol('Symbol.dispose');
symbols.asyncDispose ??= Symbol('Symbol.asyncDispose');

export {};
