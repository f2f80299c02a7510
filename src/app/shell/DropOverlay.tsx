import { useEffect, useState } from 'react';
import { Icon } from '../controls/Icon';
import { addTransfer } from '../state/gather';

/** The whole window takes files. Drags from within the page (steps being moved) are left alone. */
export function DropOverlay() {
  const [isOver, setOver] = useState(false);

  useEffect(() => {
    let depth = 0;
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      depth++;
      setOver(true);
    };
    const over = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    };
    const leave = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const drop = (event: DragEvent) => {
      depth = 0;
      setOver(false);
      if (!holdsFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      void addTransfer(event.dataTransfer);
    };
    const listeners = { dragenter: enter, dragover: over, dragleave: leave, drop } as const;
    for (const [name, listener] of Object.entries(listeners)) window.addEventListener(name, listener as EventListener);
    return () => {
      for (const [name, listener] of Object.entries(listeners))
        window.removeEventListener(name, listener as EventListener);
    };
  }, []);

  return (
    <div className="drop-overlay" data-over={isOver || undefined} aria-hidden="true">
      <div className="drop-overlay-card">
        <Icon name="down" size={28} />
        <p>Let go to add</p>
      </div>
    </div>
  );
}
