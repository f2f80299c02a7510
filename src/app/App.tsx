import { useEffect, useRef, useState } from 'react';
import { isolationHere } from '../pwa/isolation';
import { later } from './later';
import { RecipePanel } from './recipe/RecipePanel';
import { Announcer } from './run/Announcer';
import { RunDock } from './run/RunDock';
import { watchRun } from './run/title';
import { watchWakeLock } from './run/wake-lock';
import { SettingsButton } from './settings/SettingsButton';
import { DropOverlay } from './shell/DropOverlay';
import { EmptyState } from './shell/EmptyState';
import { FileInputs } from './shell/FileInputs';
import { GatherStatus } from './shell/GatherStatus';
import { LightTier } from './shell/LightTier';
import { viewWords } from './shell/Nav';
import { Tabs } from './shell/Tabs';
import type { Tab } from './shell/Tabs';
import { TopBar } from './shell/TopBar';
import { workersOf } from '../job/settings';
import { addSample, addTransfer, clearAll, gatherState, pasteFromClipboard } from './state/gather';
import { items } from './state/items';
import type { Filter } from './state/items';
import { addressOf, route } from './state/route';
import { runState } from './state/run';
import type { Phase } from './state/run';
import { settings } from './state/settings';
import { useStore } from './state/store';

const isolation = isolationHere();

// What a page that waits for images does not show yet, in the order in which it is likely to be asked for.
const UpdateNotice = later(async () => (await import('./shell/UpdateNotice')).UpdateNotice);
const OfferNotice = later(async () => (await import('./shell/OfferNotice')).OfferNotice);
const ImageStage = later(async () => (await import('./items/ImageStage')).ImageStage);
const Detail = later(async () => (await import('./detail/Detail')).Detail);
const SpeedUpView = later(async () => (await import('./speed-up/SpeedUpView')).SpeedUpView);
const TimelineView = later(async () => (await import('./timeline/TimelineView')).TimelineView);
const LearnView = later(async () => (await import('./learn/LearnView')).LearnView);

/** The page: images on one side, the recipe on the other, the run below. */
export function App() {
  // How many there are changes at each beat of a drop: what shows that asks for it itself.
  const isEmpty = useStore(items, (view) => view.total === 0);
  const phase = useStore(runState, (state) => state.phase);
  const isGathering = useStore(gatherState, (state) => state.isBusy);
  const workers = workersOf(useStore(settings));
  const view = useStore(route);
  const [open, setOpen] = useState<number | null>(null);
  const [from, setFrom] = useState<number | null>(null);
  const [tab, setTab] = useState<Tab>('images');
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);

  useEffect(watchRun, []);
  useEffect(watchWakeLock, []);
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      if (event.clipboardData?.types.includes('Files')) void addTransfer(event.clipboardData);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, []);

  const sources = {
    pickFiles: () => files.current?.click(),
    pickFolder: () => folder.current?.click(),
    paste: () => void pasteFromClipboard(),
    sample: () => void addSample(),
  };
  const clear = () => {
    setOpen(null);
    setFrom(null);
    void clearAll();
  };
  const show = (filter: Filter) => {
    location.hash = addressOf('images');
    setTab('images');
    setOpen(null);
    items.setFilter(filter);
  };
  const detail = open !== null && items.at(open) !== undefined ? open : null;

  return (
    <div className="shell">
      <TopBar inputs={<FileInputs files={files} folder={folder} />} settings={<SettingsButton />} />
      {view === 'learn' && <LearnView meanwhile={<main className="learn" />} />}
      <main className="work" data-state={stateWord(isEmpty, phase)} data-tab={tab} hidden={view === 'learn'}>
        <Tabs view={viewWords[view]} tab={tab} onChange={setTab} />
        <section className="stage" aria-label="Images">
          {!isolation.isolated && <LightTier state={isolation} />}
          <UpdateNotice />
          <OfferNotice />
          <GatherStatus />
          {view === 'timeline' ? (
            <TimelineView meanwhile={<div className="stage-waiting" />} />
          ) : view === 'speed-up' ? (
            <SpeedUpView meanwhile={<div className="stage-waiting" />} isIsolated={isolation.isolated} />
          ) : isEmpty ? (
            <EmptyState sources={sources} isGathering={isGathering} />
          ) : detail !== null ? (
            <Detail
              index={detail}
              onMove={setOpen}
              onClose={() => {
                setFrom(open);
                setOpen(null);
              }}
            />
          ) : (
            <ImageStage sources={sources} from={from} onOpen={setOpen} onClear={clear} />
          )}
        </section>
        <RecipePanel />
        <RunDock workers={workers} onShow={show} />
      </main>
      <DropOverlay />
      <Announcer />
    </div>
  );
}

/** For scripts: stable words. */
function stateWord(isEmpty: boolean, phase: Phase): 'empty' | 'ready' | 'running' | 'paused' | 'done' {
  if (phase === 'running' || phase === 'cancelling') return 'running';
  if (phase === 'paused') return 'paused';
  if (phase === 'done') return 'done';
  return isEmpty ? 'empty' : 'ready';
}
