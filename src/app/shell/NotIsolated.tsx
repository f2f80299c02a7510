import type { IsolationState } from '../../pwa/isolation';
import { Icon } from '../controls/Icon';

/** Says at once what would otherwise be a page that never starts. */
export function NotIsolated({ state }: { readonly state: Extract<IsolationState, { isolated: false }> }) {
  const embedded = state.reason === 'embedded';
  return (
    <div className="not-isolated" role="alert" data-not-isolated={state.reason}>
      <Icon name="warning" size={20} />
      <div>
        <h2 className="not-isolated-title">Images cannot be run on this page as it is</h2>
        <p>{state.why}</p>
        <p className="not-isolated-advice">
          {state.advice}{' '}
          {embedded && (
            <a href={location.href} target="_blank" rel="noopener">
              Open it there
            </a>
          )}
        </p>
      </div>
    </div>
  );
}
