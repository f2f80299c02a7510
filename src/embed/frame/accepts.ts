/** Image files whose type not every system knows. */
const images = /\.(?:jpe?g|jfif|png|webp|gif|tiff?|avif|hei[cf]|bmp|ico|jxl|svg|psd|jp2|tga|ppm|pgm)$/i;

/** Whether an `accept` of HTML lets a file in: extensions and types by commas, `image/*` among them; empty lets all in. */
export function accepts(accept: string, { name, type }: Pick<File, 'name' | 'type'>): boolean {
  const tokens = accept
    .split(',')
    .map((token) => token.trim().toLowerCase())
    .filter(Boolean);
  if (tokens.length === 0) return true;
  return tokens.some((token) => {
    if (token.startsWith('.')) return name.toLowerCase().endsWith(token);
    if (!token.endsWith('/*')) return type === token;
    return type.startsWith(token.slice(0, -1)) || (token === 'image/*' && images.test(name));
  });
}
