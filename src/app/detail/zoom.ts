import { createContext } from 'react';

/** How much larger than fitted in a picture is shown, for what is drawn over it. */
export const Zoom = createContext(1);
