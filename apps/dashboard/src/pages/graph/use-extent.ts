import { type RefObject, useLayoutEffect, useState } from "react";
import type { Extent } from "./viewport.ts";

/** How large an element is; null before it is there. */
export function useExtent(frame: RefObject<HTMLElement | null>): Extent | null {
  const [extent, setExtent] = useState<Extent | null>(null);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setExtent({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return extent;
}
