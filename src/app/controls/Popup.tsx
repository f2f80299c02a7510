import { useState } from 'react';
import { Popover } from 'react-aria-components';
import type { PopoverProps } from 'react-aria-components';

export type PopupProps = Pick<PopoverProps, 'className' | 'placement' | 'children'>;

/**
 * A popover of the trigger that it stands beside. The page stays usable while it is open, and it lies within the landmark
 * of its trigger: a person who walks the page by its landmarks comes to it where they opened it.
 */
export function Popup(props: PopupProps) {
  const [marker, setMarker] = useState<Element | null>(null);
  return (
    <>
      <span hidden ref={setMarker} />
      {/* The provider that React Aria names instead is not in the components' package. */}
      <Popover
        {...props}
        isNonModal
        UNSTABLE_portalContainer={marker?.closest('header, aside, main') ?? document.body}
      />
    </>
  );
}
