import { Link, type LinkProps, useLocation } from "@tanstack/react-router";
import { useEffect, useRef } from "react";

/** The parts of a thing, each with an address of its own. */
export function Tabs({
  label,
  tabs,
}: {
  readonly label: string;
  readonly tabs: readonly (LinkProps & { readonly name: string })[];
}) {
  const nav = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // On a narrow screen the one that is shown may be beside the edge.
  useEffect(() => {
    const shown = nav.current?.querySelector<HTMLElement>("[aria-current]");
    if (nav.current && shown)
      nav.current.scrollLeft = shown.offsetLeft - (nav.current.clientWidth - shown.offsetWidth) / 2;
  }, [pathname]);
  return (
    <nav ref={nav} aria-label={label} className="relative -mx-1 flex gap-1 overflow-x-auto border-b border-line px-1">
      {tabs.map(({ name, ...link }) => (
        <Link
          key={name}
          {...link}
          activeOptions={{ exact: true, includeSearch: false }}
          className="-mb-px border-b-2 px-3 py-2 text-sm font-medium whitespace-nowrap transition-colors"
          activeProps={{ className: "border-accent text-ink" }}
          inactiveProps={{ className: "border-transparent text-ink-2 hover:text-ink" }}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
