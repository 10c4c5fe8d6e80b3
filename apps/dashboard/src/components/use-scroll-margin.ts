import { type RefObject, useLayoutEffect, useState } from "react";

/** How far below the top of the page an element begins, in pixels, kept true while what is above it grows. */
export function useScrollMargin(element: RefObject<HTMLElement | null>): number {
  const [scrollMargin, setScrollMargin] = useState(0);
  useLayoutEffect(() => {
    const measure = () =>
      setScrollMargin(Math.round((element.current?.getBoundingClientRect().top ?? 0) + window.scrollY));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [element]);
  return scrollMargin;
}
