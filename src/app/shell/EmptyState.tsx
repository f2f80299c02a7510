import { Button } from '../controls/Button';
import { Icon } from '../controls/Icon';
import type { Sources } from './sources';

/** What a first visit sees. */
export function EmptyState({ sources, isGathering }: { readonly sources: Sources; readonly isGathering: boolean }) {
  return (
    <div className="empty">
      <div className="empty-frame">
        <Fan />
        <h2 className="empty-title">Drop a folder of images</h2>
        <p className="empty-line">
          Or single files, or a zip, with labels or without. Every core of this machine turns them into a dataset ready
          for training, by your recipe.
        </p>
        <div className="empty-buttons">
          <Button look="primary" size="l" icon="file" onPress={sources.pickFiles}>
            Pick files
          </Button>
          <Button size="l" icon="folder" onPress={sources.pickFolder}>
            Pick a folder
          </Button>
          <Button size="l" icon="paste" onPress={sources.paste}>
            Paste
          </Button>
        </div>
        <p className="empty-sample">
          Nothing at hand?{' '}
          <Button look="quiet" icon="sparkle" onPress={sources.sample} isDisabled={isGathering}>
            Try a sample
          </Button>
        </p>
      </div>
      <p className="empty-promise">
        <Icon name="shield" size={15} /> Nothing is uploaded. Images never leave this page.
      </p>
    </div>
  );
}

/** Pictures of several shapes, fanned out. */
function Fan() {
  return (
    <svg className="fan" viewBox="0 0 240 120" width={240} height={120} aria-hidden="true" focusable="false">
      <g className="fan-card fan-card-0">
        <rect x="22" y="38" width="72" height="54" rx="7" />
        <path d="M28 84l16-18 11 11 9-8 24 23" />
        <circle cx="76" cy="54" r="5" />
      </g>
      <g className="fan-card fan-card-2">
        <rect x="150" y="32" width="58" height="64" rx="7" />
        <path d="M157 88c8-22 18-30 28-14 5-10 11-8 16 2" />
        <circle cx="171" cy="50" r="5" />
      </g>
      <g className="fan-card fan-card-1">
        <rect x="82" y="16" width="76" height="88" rx="8" />
        <path d="M90 94l20-28 14 17 9-11 18 22" />
        <circle cx="138" cy="40" r="7" />
      </g>
    </svg>
  );
}
