import { ProgressBar } from 'react-aria-components';
import { Button } from '../controls/Button';
import { Icon } from '../controls/Icon';
import { bytes } from '../format';
import { about } from '../state/about';
import { keepEverything, offlineState } from '../state/offline';
import type { OfflineState } from '../state/offline';
import { network } from '../state/network';
import { useStore } from '../state/store';

/** The promise, how to check it, and what works without a network. */
export function OfflinePanel() {
  const state = useStore(offlineState);
  return (
    <>
      <section className="offline-part">
        <h2 className="offline-title">Nothing leaves this machine</h2>
        <p>
          Your images, labels and recipes are read, changed and written by this page alone. There is no server behind
          it, and the page’s own rules forbid it to ask any other site for anything.
        </p>
        <h3 className="offline-check">Check it yourself</h3>
        <ul className="offline-ways">
          <li>
            Switch off the network of this machine, or choose “Offline” in the Network panel of the browser’s developer
            tools, then run a job: everything works as before. <NetworkNow />
          </li>
          <li>
            Open that panel (F12, or Ctrl+Shift+I; ⌥⌘I on a Mac) and run a job with the network on: each line is a file
            of this page’s own address, and none carries an image.
          </li>
          <li>
            <a href="./promises.txt" target="_blank" rel="noopener">
              What is promised, against whom, and the test of each promise
            </a>
          </li>
        </ul>
      </section>
      <section className="offline-part" aria-label="Offline">
        <Readiness state={state} />
        <Parts state={state} />
        <p className="offline-version">
          Version {about.app}
          {state.status && <> · build {state.status.build.slice(0, 7)}</>}
        </p>
        <p className="offline-version">
          Under the MIT licence.{' '}
          <a href="./THIRD-PARTY-LICENSES.txt" target="_blank" rel="noopener">
            Licences of everything inside
          </a>
          , among them libvips, glib, libheif, libde265 and others under the{' '}
          <a href="./licences/LGPL-3.0.txt" target="_blank" rel="noopener">
            LGPL
          </a>
          , with where their sources are.
        </p>
      </section>
    </>
  );
}

/** As the browser says: a network that leads nowhere counts as one. */
function NetworkNow() {
  const isOnline = useStore(network);
  return (
    <b role="status" data-network={isOnline ? 'on' : 'off'}>
      The network is {isOnline ? 'on' : 'off'} now.
    </b>
  );
}

function Readiness({ state: { status, progress, trouble } }: { readonly state: OfflineState }) {
  if (progress) return <Fetching {...progress} />;
  if (!status)
    return (
      <p className="offline-line">
        <Icon name="minus" /> Not kept on this machine: the page needs the network at the next visit.
      </p>
    );
  return (
    <>
      <p className={`offline-line ${status.base.isKept ? 'offline-ready' : ''}`}>
        <Icon name={status.base.isKept ? 'check' : 'minus'} />
        {status.base.isKept
          ? `Ready without a network: ${bytes(status.base.bytes)} kept by this browser.`
          : 'Not all of it is kept yet.'}
      </p>
      {status.isTakenBack && <p>The newest version did not start here, so the one before it runs.</p>}
      {trouble && <p role="alert">{trouble}</p>}
    </>
  );
}

function Fetching({ bytes: done, ofBytes }: { readonly bytes: number; readonly ofBytes: number }) {
  const text = ofBytes > 0 ? `${bytes(done)} of ${bytes(ofBytes)}` : '';
  return (
    <ProgressBar aria-label="Keeping files" value={done} maxValue={Math.max(1, ofBytes)} valueLabel={text}>
      {({ percentage }) => (
        <>
          <p className="offline-line numbers">Keeping files {text}</p>
          <div className="offline-bar">
            <div
              className="offline-bar-done"
              ref={(bar) => void bar?.style.setProperty('width', `${percentage ?? 0}%`)}
            />
          </div>
        </>
      )}
    </ProgressBar>
  );
}

function Parts({ state: { status, progress } }: { readonly state: OfflineState }) {
  const missing = status?.parts.filter((part) => !part.isKept) ?? [];
  if (!status || status.parts.length === 0) return null;
  return (
    <>
      <ul className="offline-list" aria-label="Parts that are fetched when first used">
        {status.parts.map((part) => (
          <li key={part.id} className="offline-item">
            <span>
              <b>{part.name}</b> <span className="offline-purpose">for {part.purpose}</span>
            </span>
            <span className="offline-size numbers">{part.isKept ? 'kept' : bytes(part.bytes)}</span>
          </li>
        ))}
      </ul>
      {missing.length > 0 && (
        <Button icon="download" isDisabled={progress !== null} onPress={() => void keepEverything()}>
          Make everything available offline
        </Button>
      )}
    </>
  );
}
