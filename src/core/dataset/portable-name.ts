/**
 * Windows' names of devices, whatever follows a dot; "Naming Files, Paths, and Namespaces" in its documentation. The
 * digits are those of ISO 8859-1, the raised ones among them.
 */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])$/i;

/** The name, changed where Windows could not keep a file or folder of it: `con.jpg` → `con_.jpg`, `a. ` → `a__`. */
export function portableName(name: string): string {
  const dot = name.indexOf('.');
  const base = dot < 0 ? name : name.slice(0, dot);
  const own = device.test(base.trimEnd()) ? `${base.trimEnd()}_${name.slice(base.length)}` : name;
  let end = own.length;
  while (end > 0 && (own[end - 1] === '.' || own[end - 1] === ' ')) end--;
  return own.slice(0, end) + '_'.repeat(own.length - end);
}
