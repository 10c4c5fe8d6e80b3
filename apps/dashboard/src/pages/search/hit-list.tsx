import { type KeyboardEvent, memo, type RefObject } from "react";
import type { Hit } from "../../api/search.ts";
import { useKindName } from "../../api/source-kinds.ts";
import { safeAddress } from "../../components/external-link.tsx";
import { HitCard } from "./hit.tsx";

/**
 * The hits, best first. The keyboard's focus itself goes from title to title, so that every screen reader says where it is
 * and Enter is what it is on any link.
 */
export const HitList = memo(function HitList({
  hits,
  query,
  selectedId,
  wide,
  list,
  onSelect,
  onLeave,
}: {
  readonly hits: readonly Hit[];
  readonly query: string;
  readonly selectedId: string | null;
  /** Whether the selected hit's document stands beside the list. */
  readonly wide: boolean;
  readonly list: RefObject<HTMLOListElement | null>;
  readonly onSelect: (documentId: string) => void;
  /** Back to the box. */
  readonly onLeave: () => void;
}) {
  const nameOfKind = useKindName();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const links = linksOf(list.current);
    const index = hits.findIndex(({ documentId }) => documentId === selectedId);
    const go = (to: number) => {
      event.preventDefault();
      if (to < 0) onLeave();
      else focusHit(links[Math.min(to, links.length - 1)]);
    };
    if (event.key === "ArrowDown" || event.key === "j") go(index + 1);
    else if (event.key === "ArrowUp" || event.key === "k") go(index - 1);
    else if (event.key === "Home") go(0);
    else if (event.key === "End") go(links.length - 1);
    else if (event.key === "Escape") go(-1);
    else if (event.key === "o") {
      const address = safeAddress(hits[index]?.url);
      if (address) window.open(address, "_blank", "noreferrer");
    }
  };
  return (
    <ol ref={list} aria-label="Hits" onKeyDown={onKeyDown} className="-my-1.5">
      {hits.map((hit) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the same
        <li
          key={hit.documentId}
          onFocus={() => onSelect(hit.documentId)}
          onClick={() => onSelect(hit.documentId)}
          // Those out of sight are neither laid out nor drawn; the space around is for the shadow, which would be cut off.
          className="-mx-2 scroll-my-2.5 px-2 py-1.5 [contain-intrinsic-block-size:auto_12rem] [content-visibility:auto]"
        >
          <HitCard
            hit={hit}
            kindName={nameOfKind(hit.source)}
            query={query}
            selected={wide && hit.documentId === selectedId}
            withRelated={!wide}
          />
        </li>
      ))}
    </ol>
  );
});

/** Puts the keyboard's focus on the first hit. */
export function focusFirstHit(list: HTMLOListElement | null): void {
  focusHit(linksOf(list)[0]);
}

function linksOf(list: HTMLOListElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>("[data-hit]") ?? [])];
}

/** Puts the keyboard's focus on a hit, by its link, and brings it into sight. */
export function focusHit(link: HTMLElement | null | undefined): void {
  link?.focus({ preventScroll: true });
  link?.closest("li")?.scrollIntoView({ block: "nearest" });
}
