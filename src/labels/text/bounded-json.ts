/** Far more than any tool writes, and few enough that whatever calls itself down a value does not run out of stack. */
export const mostLevels = 64;

export const tooDeep = `Expected lists and objects nested ${mostLevels} levels deep at most.`;

/** `JSON.parse`. @throws SyntaxError for what is nested too deep, too. */
export function boundedJson(text: string): unknown {
  if (tooDeepAt(text) >= 0) throw new SyntaxError(tooDeep);
  return JSON.parse(text);
}

/** Where a text of JSON goes deeper than may be; -1 where nowhere. */
export function tooDeepAt(text: string): number {
  let level = 0;
  let inText = false;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (inText) {
      if (char === backslash) at++;
      else if (char === quote) inText = false;
    } else if (char === quote) inText = true;
    else if (char === brace || char === bracket) {
      if (++level > mostLevels) return at;
    } else if (char === brace + 2 || char === bracket + 2) level--;
  }
  return -1;
}

const quote = 0x22;
const backslash = 0x5c;
/** Each closes two signs later. */
const brace = 0x7b;
const bracket = 0x5b;
