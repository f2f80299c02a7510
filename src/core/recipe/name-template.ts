import { z } from '../zod';

/**
 * What a name may be made of: the item's folder, its name without extension, the fan-out's suffix, the number of the frame
 * (0 where there is one), the output's extension.
 */
export const placeholders = ['dir', 'stem', 'suffix', 'frame', 'ext'] as const;

/**
 * The schema of an output's name: a path that holds `{stem}`, ends in `.{ext}`, has known placeholders alone, and cannot
 * leave the output's folder. An empty `{dir}` takes the slash behind it along; that is the namer's business.
 */
export const nameTemplate = () =>
  z.string().superRefine((template, context) => {
    const wanted = problemOf(template);
    if (wanted !== null) context.addIssue({ code: 'custom', message: wanted });
  });

/** What is wanted of the template and missing, or null. */
function problemOf(template: string): string | null {
  const unknown = [...template.matchAll(/\{([^{}]*)\}/g)].find(([, name]) => !placeholders.some((one) => one === name));
  if (unknown) return `to hold {dir}, {stem}, {suffix}, {frame} and {ext} alone (not ${unknown[0]})`;
  const literal = template.replace(/\{[^{}]*\}/g, '_');
  if (/[{}]/.test(literal)) return 'to close every brace';
  if (!template.includes('{stem}')) return 'to hold {stem}';
  if (!template.endsWith('.{ext}')) return 'to end in .{ext}';
  if (/\{dir\}(?!\/)|[^/]\{dir\}/.test(template)) return 'to have {dir} as a whole folder, as in {dir}/{stem}.{ext}';
  // Control characters, and what Windows forbids in names.
  if (/[\u0000-\u001f\u007f<>:"|?*\\]/.test(literal))
    return 'to have none of < > : " | ? * \\ and no control character';
  const parts = literal.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..'))
    return 'to be a path inside the output, without empty parts, . and ..';
  return null;
}
