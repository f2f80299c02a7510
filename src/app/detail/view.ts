/** How the two pictures lie in their frame: `zoom` 1 fits them, the shift is in parts of the frame. */
export interface View {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

export const fitted: View = { zoom: 1, x: 0, y: 0 };
export const maxZoom = 32;

/** Zooms so that what lies under a place of the frame stays there. @param at The place, in parts of the frame from its middle. */
export function zoomed(view: View, factor: number, at: { readonly x: number; readonly y: number }): View {
  const zoom = Math.min(maxZoom, Math.max(1, view.zoom * factor));
  const by = zoom / view.zoom;
  return kept({ zoom, x: at.x - (at.x - view.x) * by, y: at.y - (at.y - view.y) * by });
}

export function panned(view: View, x: number, y: number): View {
  return kept({ ...view, x: view.x + x, y: view.y + y });
}

/** Never past the picture's edge. */
function kept({ zoom, x, y }: View): View {
  const room = (zoom - 1) / 2;
  return { zoom, x: Math.min(room, Math.max(-room, x)), y: Math.min(room, Math.max(-room, y)) };
}
