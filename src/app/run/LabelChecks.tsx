import { labelChecks } from '../../core/dataset/label-checks';
import type { Report } from '../../core/dataset/report';
import { number } from '../format';
import { items } from '../state/items';
import { useStore } from '../state/store';
import { checkGroups } from './check-groups';

/** As many as a person reads. */
const mostDetails = 100;

/** What is wrong with labels, by kind: how often, where, and why. Each shows the images that it is about. */
export function LabelChecks({ report }: { readonly report: Report }) {
  const filter = useStore(items, (view) => view.filter);
  const groups = report.labels ? checkGroups(report.labels) : [];
  if (groups.length === 0) return null;
  return (
    <section className="formats" aria-label="Label checks">
      {groups.map(({ code, many, wrong, images }) => {
        const own = `check:${code}` as const;
        const isOn = filter === own;
        return (
          <details key={code}>
            <summary>
              {labelChecks[code]}: {number(many)}
            </summary>
            {images.size > 0 && (
              <button
                type="button"
                className="check-show"
                data-code={code}
                aria-pressed={isOn}
                onClick={() => (isOn ? items.setFilter('all') : items.setFilter(own, images))}
              >
                Show the images
              </button>
            )}
            <ul>
              {wrong.slice(0, mostDetails).map(({ image, detail }, at) => (
                <li key={at}>
                  {image !== null && <strong>{image}</strong>} {detail}
                </li>
              ))}
              {many > Math.min(wrong.length, mostDetails) && (
                <li>{number(many - Math.min(wrong.length, mostDetails))} more; the report lists up to a thousand.</li>
              )}
            </ul>
          </details>
        );
      })}
    </section>
  );
}
