import type { LabelFile } from './format';
import { textOf } from './text/text';

const headBytes = 65_536;

/** The id of the format that a JSON file is in, by its beginning and its end; null for none that is known. */
export async function jsonKind(file: LabelFile): Promise<string | null> {
  const head = textOf(await file.read(0, Math.min(file.bytes, headBytes)));
  const tail =
    file.bytes > headBytes ? textOf(await file.read(Math.max(headBytes, file.bytes - headBytes), file.bytes)) : '';
  if (/^\s*\{/.test(head)) return objectKind(head, tail);
  return /^\s*\[/.test(head) ? listKind(head + tail) : null;
}

function objectKind(head: string, tail: string): string | null {
  const text = head + tail;
  if (/"segments_info"\s*:/.test(text)) return 'coco-panoptic';
  if (/"_via_img_metadata"\s*:/.test(text) || (/"filename"\s*:/.test(text) && /"regions"\s*:\s*[[{]/.test(text)))
    return 'via';
  if (/"shapes"\s*:\s*\[/.test(text) && /"image(?:Path|Data|Height)"\s*:/.test(text)) return 'labelme-json';
  if (/"imgHeight"\s*:/.test(text) && /"objects"\s*:\s*\[/.test(text)) return 'cityscapes';
  if (/"categories"\s*:\s*\{/.test(text) && /"items"\s*:\s*\[/.test(text)) return 'datumaro';
  if (isStudio(text) && /"result"\s*:/.test(text)) return 'label-studio';
  return isCoco(head, text) ? 'coco' : null;
}

function listKind(text: string): string | null {
  if (isStudio(text)) return 'label-studio';
  const isImages = /"image(?:filename)?"\s*:\s*"/.test(text) && /"annotations?"\s*:\s*\[/.test(text);
  return isImages && !/"result"\s*:/.test(text) ? 'createml' : null;
}

/** A task's data and results, each of which has a tool's name. */
function isStudio(text: string): boolean {
  return /"data"\s*:\s*\{/.test(text) && /"(?:annotations|completions|predictions)"\s*:\s*\[/.test(text);
}

/** Two of the three lists are named near its ends. */
function isCoco(head: string, text: string): boolean {
  const lists = [/"images"\s*:\s*\[/, /"annotations"\s*:\s*\[/, /"categories"\s*:\s*\[/].filter((list) =>
    list.test(text),
  );
  // A list may begin far from both ends; then its elements give it away.
  const isInside = /"(?:image_id|file_name)"\s*:/.test(head);
  return lists.length >= 2 || (lists.length === 1 && isInside);
}
