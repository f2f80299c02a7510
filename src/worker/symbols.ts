// WebKit lacks both: they must be there before any class is made that has a method of such a name, wasm-vips' handles and
// our own alike, so the worker's entry imports this first, and so does each module with such a class.
const symbols = Symbol as { dispose?: symbol; asyncDispose?: symbol };
symbols.dispose ??= Symbol('Symbol.dispose');
symbols.asyncDispose ??= Symbol('Symbol.asyncDispose');

export {};
