import { labelChecks, type LabelCheckCode } from '../../core/dataset/label-checks';
import type { LabelReport } from '../../core/dataset/label-report';
import type { CheckedWhen, LabelsLooked } from '../../desk/label-api';
import { count, number } from '../format';
import { theOutputs } from '../state/engine';
import { items } from '../state/items';
import { useStore } from '../state/store';
import { checkGroups, subjectOf } from './check-groups';

/** As many as a person reads. */
const mostDetails = 100;

export interface LabelChecksProps {
  /** Of the last run, or of a look before it, which may have been at a part of the images. */
  readonly labels: Pick<LabelReport, 'checks' | 'wrong'> & Partial<Pick<LabelsLooked, 'looked' | 'images'>>;
  readonly when: CheckedWhen;
}

/** What is wrong with labels, by kind: how often, where, and why. Each shows the images that it is about. */
export function LabelChecks({ labels, when }: LabelChecksProps) {
  const filter = useStore(items, (view) => view.filter);
  const groups = checkGroups(labels);
  if (groups.length === 0) return null;
  const { looked = 0, images: all = 0 } = labels;
  return (
    <section className="formats" aria-label="Label checks">
      {looked < all && (
        <p>
          Before the run, in {number(looked)} of {count(all, 'image')} with labels:
        </p>
      )}
      {groups.map(({ code, many, wrong, images }) => {
        const own = `check:${code}` as const;
        const isOn = filter === own;
        return (
          <details key={code}>
            <summary>
              {labelChecks[code]}: {number(many)}
            </summary>
            {code !== 'one-split' && (
              <button
                type="button"
                className="check-show"
                data-code={code}
                aria-pressed={isOn}
                onClick={() => (isOn ? items.setFilter('all') : void show(code, { when, listed: images }))}
              >
                Show the images
              </button>
            )}
            <ul>
              {wrong.slice(0, mostDetails).map((one, at) => (
                <li key={at}>
                  <strong>{subjectOf(one)}</strong> {one.detail}
                </li>
              ))}
              {many > Math.min(wrong.length, mostDetails) && (
                <li>
                  {number(many - Math.min(wrong.length, mostDetails))} more
                  {when === 'run' && '; the report lists up to a thousand'}.
                </li>
              )}
            </ul>
          </details>
        );
      })}
    </section>
  );
}

/** Shows the images that are listed at once, and then all: a thousand labels are listed at most. */
async function show(
  code: LabelCheckCode,
  { when, listed }: { readonly when: CheckedWhen; readonly listed: ReadonlySet<string> },
): Promise<void> {
  const own = `check:${code}` as const;
  items.setFilter(own, listed);
  // Without a desk those that are listed are all there is to show.
  const all = await theOutputs()
    .desk.wrongImages(code, when)
    .catch(() => []);
  if (all.length > listed.size && items.get().filter === own) items.setFilter(own, new Set(all));
}
