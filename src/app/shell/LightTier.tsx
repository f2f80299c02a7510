import type { IsolationState } from '../../pwa/isolation';
import { Icon } from '../controls/Icon';

/** Says before any run what a page that is not isolated can do, what it cannot, and what would help. */
export function LightTier({ state }: { readonly state: Extract<IsolationState, { isolated: false }> }) {
  const embedded = state.reason === 'embedded';
  const needed = state.reason === 'unshared' ? 'a browser whose threads share memory' : 'an isolated page';
  return (
    <details className="light-tier" aria-label="What this page can do" data-tier="light" data-why={state.reason}>
      <summary className="light-tier-title">
        <Icon name="warning" size={20} />
        <span>
          <strong>Light mode.</strong> JPEG, PNG and WebP, and steps that move pixels; the rest needs {needed}.
        </span>
      </summary>
      <p>
        Resizing, cropping, padding, turning and mirroring work here, at full speed. Other kinds of files, steps that
        change colours, and keeping metadata in PNG and WebP do not. {state.why}
      </p>
      <p className="light-tier-advice">
        {state.advice}{' '}
        {embedded && (
          <a href={location.href} target="_blank" rel="noopener">
            Open it there
          </a>
        )}
      </p>
    </details>
  );
}
