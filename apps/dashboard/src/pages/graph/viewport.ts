import type { Box, Point } from "./layout.ts";

/** What part of the graph is shown: where its centre is on the screen, in pixels, and how large a pixel of it is. */
export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

/** How large the window onto the graph is, in pixels. */
export interface Extent {
  readonly width: number;
  readonly height: number;
}

/** Names, which do not become smaller, have room for some letters still. */
const SCALE_MIN = 0.55;
const SCALE_MAX = 2.5;
/** Names are not made larger than they are elsewhere, however few there are. */
const FIT_MAX = 1;
const MARGIN = 24;

/** Shows all of it, in the middle. */
export function fitted(boxes: readonly (Box & Point)[], extent: Extent): Viewport {
  const left = Math.min(...boxes.map(({ x, width }) => x - width / 2));
  const right = Math.max(...boxes.map(({ x, width }) => x + width / 2));
  const top = Math.min(...boxes.map(({ y, height }) => y - height / 2));
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height / 2));
  const room = { width: Math.max(1, extent.width - 2 * MARGIN), height: Math.max(1, extent.height - 2 * MARGIN) };
  const scale = clamp(Math.min(room.width / (right - left), room.height / (bottom - top), FIT_MAX));
  return {
    x: extent.width / 2 - ((left + right) / 2) * scale,
    y: extent.height / 2 - ((top + bottom) / 2) * scale,
    scale,
  };
}

/** Makes it larger or smaller; what is at `fixed` on the screen stays there. */
export function zoomed({ x, y, scale }: Viewport, factor: number, fixed: Point): Viewport {
  const next = clamp(scale * factor);
  const change = next / scale;
  return { x: fixed.x - (fixed.x - x) * change, y: fixed.y - (fixed.y - y) * change, scale: next };
}

/** Moved so far that a box is in sight. */
export function revealing(viewport: Viewport, { x, y, width, height }: Box & Point, extent: Extent): Viewport {
  const { scale } = viewport;
  const shift = (from: number, to: number, room: number) =>
    from < MARGIN ? MARGIN - from : to > room - MARGIN ? room - MARGIN - to : 0;
  const centreX = viewport.x + x * scale;
  const centreY = viewport.y + y * scale;
  const halfX = (width / 2) * scale;
  const halfY = (height / 2) * scale;
  const dx = shift(centreX - halfX, centreX + halfX, extent.width);
  const dy = shift(centreY - halfY, centreY + halfY, extent.height);
  return dx === 0 && dy === 0 ? viewport : { ...viewport, x: viewport.x + dx, y: viewport.y + dy };
}

function clamp(scale: number): number {
  return Math.min(SCALE_MAX, Math.max(SCALE_MIN, scale));
}
