import { useState } from 'react';
import { Button } from '../controls/Button';
import { count } from '../format';
import { items } from '../state/items';
import { useStore } from '../state/store';
import { Code } from './Code';
import { filesForLessons } from './files';
import { LessonTimeline } from './LessonTimeline';
import { lessons, shared, type Lesson } from './lessons';
import { record, type Recording } from './recording';
import { Thumbnails } from './Thumbnails';

/** The tutorial, alive: the code on the left runs, and what its workers do is drawn on the right. */
export function LearnView() {
  const [running, setRunning] = useState<string | null>(null);
  return (
    <main className="learn scroll" aria-label="Learn">
      <article className="learn-text">
        <h2 className="learn-title">Many hands make light work</h2>
        <p>
          A <dfn>core</dfn> does one thing at a time. A machine with {count(navigator.hardwareConcurrency, 'core')}, as
          this page sees yours, can do as many things at once, but a program that is written as one sequence uses one of
          them. A <dfn>process</dfn> is a program at work with memory of its own, so two of them can run on two cores
          without getting into each other’s way. A <dfn>pool</dfn> is a number of processes that wait for tasks.
        </p>
        <p>
          Python has them in its <code>multiprocessing</code> module. In a browser tab the workers are Web Workers, and{' '}
          <code>manyhands/pool</code> gives them Python’s names. Every example below is real: press its button and it
          runs here.
        </p>
        <details className="learn-shared">
          <summary>The two modules that all examples use</summary>
          {shared.map(({ name, what, code }) => (
            <div key={name}>
              <h3>
                {name}: {what}
              </h3>
              <Code label={name} text={code} />
            </div>
          ))}
        </details>
      </article>
      {lessons.map((lesson) => (
        <LessonView
          key={lesson.id}
          lesson={lesson}
          isBlocked={running !== null && running !== lesson.id}
          onRunning={(is) => setRunning(is ? lesson.id : null)}
        />
      ))}
    </main>
  );
}

interface LessonViewProps {
  readonly lesson: Lesson;
  readonly isBlocked: boolean;
  readonly onRunning: (is: boolean) => void;
}

function LessonView({ lesson, isBlocked, onRunning }: LessonViewProps) {
  const [recording, setRecording] = useState<Recording | null>(null);
  const [language, setLanguage] = useState<'typescript' | 'python'>('typescript');
  const total = useStore(items, (view) => view.total);
  const isRunning = recording !== null && recording.totalMs === null;
  const value = recording?.value;
  const run = async () => {
    onRunning(true);
    try {
      const { main } = await lesson.load();
      const files = lesson.takesImages ? await filesForLessons() : [];
      await record(() => main(files), setRecording);
    } finally {
      onRunning(false);
    }
  };
  return (
    <section className="lesson" aria-labelledby={`lesson-${lesson.id}`} data-lesson={lesson.id}>
      <div className="lesson-text">
        <h3 id={`lesson-${lesson.id}`}>{lesson.title}</h3>
        <p>{lesson.lead}</p>
        {lesson.takesImages && (
          <p className="lesson-note">
            {total > 0
              ? `Runs over the first of your ${count(total, 'image')}; few small ones are taken several times over.`
              : 'Runs over the sample, several times over; add images on the first view to take your own.'}
          </p>
        )}
      </div>
      <div className="lesson-code">
        <div className="lesson-languages" role="group" aria-label="Language">
          {(['typescript', 'python'] as const).map((one) => (
            <button
              key={one}
              type="button"
              className="lesson-language"
              aria-pressed={language === one}
              onClick={() => setLanguage(one)}
            >
              {one === 'typescript' ? 'TypeScript' : 'Python'}
            </button>
          ))}
        </div>
        <div className="lesson-pair" data-language={language}>
          <Code label={`${lesson.title}, in TypeScript`} text={lesson.code} language="typescript" />
          <Code label={`${lesson.title}, in Python`} text={lesson.python} language="python" />
        </div>
      </div>
      <div className="lesson-run">
        <Button icon="play" look="primary" isDisabled={isRunning || isBlocked} onPress={() => void run()}>
          {`Run: ${lesson.title}`}
        </Button>
        <LessonTimeline recording={recording} />
        {isBlobs(value) && <Thumbnails blobs={value} />}
      </div>
    </section>
  );
}

function isBlobs(value: unknown): value is readonly Blob[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => one instanceof Blob);
}
