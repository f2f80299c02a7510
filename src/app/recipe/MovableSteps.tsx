import { DropIndicator, useDragAndDrop } from 'react-aria-components';
import { orderSteps } from '../state/recipe';
import { titleOf } from './step-summary';
import { Steps } from './Steps';
import type { StepsProps } from './Steps';

/** The list of steps once they can be moved. */
export function MovableSteps(list: Omit<StepsProps, 'moved'>) {
  const { steps } = list;
  const moved = useDragAndDrop({
    getItems: (keys) => [...keys].map((id) => ({ 'text/plain': titleOf(steps.find((one) => one.id === id)) })),
    onReorder: ({ keys, target }) => {
      const others = steps.map((one) => one.id).filter((id) => !keys.has(id));
      const carried = steps.map((one) => one.id).filter((id) => keys.has(id));
      const at = others.indexOf(String(target.key)) + (target.dropPosition === 'after' ? 1 : 0);
      orderSteps([...others.slice(0, at), ...carried, ...others.slice(at)]);
    },
    renderDropIndicator: (target) => <DropIndicator target={target} className="step-gap" />,
  });
  return <Steps {...list} moved={moved} />;
}
