import { useEffect, useState } from 'react';
import { abilitiesHere, lacksOf, type Lack } from './lacks';

/** What this browser lacks of all that the page can use, and what that means. */
export function ThisBrowser() {
  const [lacks, setLacks] = useState<readonly Lack[] | null>(null);
  useEffect(() => {
    void abilitiesHere().then((abilities) => setLacks(lacksOf(abilities)));
  }, []);
  if (lacks === null) return null;
  return (
    <section
      className="this-browser"
      aria-labelledby="this-browser-title"
      data-lacks={lacks.map(({ id }) => id).join(' ')}
    >
      <h3 id="this-browser-title" className="section-title">
        This browser
      </h3>
      {lacks.length === 0 ? (
        <p className="this-browser-lack">It has everything that this page can use.</p>
      ) : (
        <dl className="this-browser-lacks">
          {lacks.map(({ id, what, so }) => (
            <div key={id}>
              <dt>{what}</dt>
              <dd>{so}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
