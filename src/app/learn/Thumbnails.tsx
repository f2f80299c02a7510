import { useEffect, useState } from 'react';
import { count } from '../format';

const most = 12;

/** What a lesson over images gave: the first of its pictures. */
export function Thumbnails({ blobs }: { readonly blobs: readonly Blob[] }) {
  const [urls, setUrls] = useState<readonly string[]>([]);
  useEffect(() => {
    const made = blobs.slice(0, most).map((blob) => URL.createObjectURL(blob));
    setUrls(made);
    return () => made.forEach((url) => URL.revokeObjectURL(url));
  }, [blobs]);
  return (
    <figure className="lesson-thumbnails">
      <div className="lesson-pictures">
        {urls.map((url) => (
          <img key={url} src={url} alt="" />
        ))}
      </div>
      <figcaption>{`${count(blobs.length, 'thumbnail')}, the first of them here`}</figcaption>
    </figure>
  );
}
