import { type PointerEvent, type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Box, Point } from "./layout.ts";
import { type Extent, fitted, revealing, type Viewport, zoomed } from "./viewport.ts";

/** How much a press of a button zooms, and a step of the wheel. */
const STEP = 1.3;
const WHEEL = 0.0016;
/** How far an arrow key moves, in pixels. */
const ARROW = 60;
/** A press that moves less than this is a click, in pixels. */
const CLICK = 4;

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: ARROW, y: 0 },
  ArrowRight: { x: -ARROW, y: 0 },
  ArrowUp: { x: 0, y: ARROW },
  ArrowDown: { x: 0, y: -ARROW },
};

/** The window onto the graph: fits what is new, and moves by wheel, by dragging, by keys and by buttons. */
export function useViewport(
  frame: RefObject<HTMLElement | null>,
  extent: Extent | null,
  boxes: readonly (Box & Point)[],
) {
  const [viewport, setViewport] = useState<Viewport>({ x: 0, y: 0, scale: 1 });
  const drag = useRef<{ readonly from: Point; readonly viewport: Viewport; moved: boolean } | null>(null);

  const fit = useCallback(() => {
    if (extent) setViewport(fitted(boxes, extent));
  }, [boxes, extent]);
  useLayoutEffect(fit, [fit]);

  // React listens to the wheel in a way that cannot keep the page from scrolling.
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const { left, top } = element.getBoundingClientRect();
      const fixed = { x: event.clientX - left, y: event.clientY - top };
      setViewport((now) => zoomed(now, Math.exp(-event.deltaY * WHEEL), fixed));
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, [frame]);

  const zoom = (factor: number) =>
    extent && setViewport((now) => zoomed(now, factor, { x: extent.width / 2, y: extent.height / 2 }));
  const zoomIn = () => zoom(STEP);
  const zoomOut = () => zoom(1 / STEP);

  return {
    viewport,
    fit,
    zoomIn,
    zoomOut,
    /** Brings a node into sight that the keyboard went to. */
    reveal: (box: Box & Point) => extent && setViewport((now) => revealing(now, box, extent)),
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        if (event.button === 0) drag.current = { from: { x: event.clientX, y: event.clientY }, viewport, moved: false };
      },
      onPointerMove: (event: PointerEvent) => {
        const { current } = drag;
        if (!current) return;
        const dx = event.clientX - current.from.x;
        const dy = event.clientY - current.from.y;
        if (!current.moved && Math.hypot(dx, dy) < CLICK) return;
        if (!current.moved) event.currentTarget.setPointerCapture(event.pointerId);
        current.moved = true;
        setViewport({ ...current.viewport, x: current.viewport.x + dx, y: current.viewport.y + dy });
      },
      onPointerUp: () => {
        // The click that ends a drag comes right after.
        setTimeout(() => {
          drag.current = null;
        });
      },
      onPointerCancel: () => {
        drag.current = null;
      },
      onClickCapture: (event: { preventDefault(): void; stopPropagation(): void }) => {
        if (!drag.current?.moved) return;
        event.preventDefault();
        event.stopPropagation();
      },
      onKeyDown: (event: {
        readonly key: string;
        readonly ctrlKey: boolean;
        readonly metaKey: boolean;
        preventDefault(): void;
      }) => {
        if (event.ctrlKey || event.metaKey) return;
        const by = arrows[event.key];
        if (by) setViewport((now) => ({ ...now, x: now.x + by.x, y: now.y + by.y }));
        else if (event.key === "+" || event.key === "=") zoomIn();
        else if (event.key === "-") zoomOut();
        else if (event.key === "0") fit();
        else return;
        event.preventDefault();
      },
    },
  };
}
