import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { ManyHandsElement } from './many-hands';

const recipe = {
  version: 1,
  steps: [{ op: 'auto-orient' }, { op: 'resize', width: 320, height: 320, fit: 'inside' }],
  output: { format: 'webp', quality: 80 },
};

function Photographs() {
  const [photographs, setPhotographs] = useState<readonly File[]>([]);
  const [note, setNote] = useState('Nothing yet.');
  return (
    <main>
      <many-hands
        multiple
        recipe={recipe}
        maxFiles={3}
        onmh-progress={({ detail }) => setNote(`${detail.done} of ${detail.total}`)}
        onmh-error={({ detail }) => setNote(detail.message)}
        onmh-done={(event) => {
          setPhotographs((event.currentTarget as ManyHandsElement).results);
          setNote(`${event.detail.results.length} made`);
        }}
      />
      <p>{note}</p>
      <ul>
        {photographs.map((file) => (
          <li key={file.name}>
            {file.name}, {file.type}
          </li>
        ))}
      </ul>
    </main>
  );
}

const root = document.getElementById('root');
if (root) createRoot(root).render(<Photographs />);
