import { type ReactNode, startTransition, useEffect, useRef, useState } from "react";

/** How far outside the window something counts as in sight, so that it is there when it comes. */
const NEAR = "300px";

/**
 * Draws what takes long to draw once it is nearly in sight, and never before the page around it has been shown.
 * `className` gives its place the size it will have.
 */
export function WhenInSight({ className, children }: { readonly className: string; readonly children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) startTransition(() => setSeen(true));
      },
      { rootMargin: NEAR },
    );
    if (place.current) observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={place} className={className}>
      {seen && children}
    </div>
  );
}
