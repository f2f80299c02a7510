/** The name of an image, as COCO's are. */
export function cocoName(index: number): string {
  return `${String(index + 1).padStart(12, '0')}.jpg`;
}
