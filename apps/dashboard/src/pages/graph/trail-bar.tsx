import { ChevronRight } from "lucide-react";
import { SourceIcon } from "../../components/source-icon.tsx";
import { type Walk, WalkLink } from "./walk-link.tsx";

/** The way here, to go back on. */
export function TrailBar({ walk }: { readonly walk: Walk }) {
  const { trail, at } = walk;
  return (
    <nav aria-label="The way here" className="min-w-0 flex-1">
      <ol className="flex min-w-0 flex-wrap items-center gap-x-1 text-[13px]">
        {trail.map((stop) => (
          <li key={stop.documentId} className="flex min-w-0 items-center gap-1 text-ink-2">
            <WalkLink
              walk={walk}
              documentId={stop.documentId}
              title={stop.name}
              className="flex min-h-7 min-w-0 items-center gap-1.5 rounded-md px-1.5 hover:bg-sunken hover:text-ink"
            >
              <SourceIcon kind={stop.source} className="size-4!" />
              <span className="max-w-40 truncate">{stop.name}</span>
            </WalkLink>
            <ChevronRight aria-hidden="true" className="size-3.5 shrink-0 text-ink-3" />
          </li>
        ))}
        <li aria-current="page" className="flex min-h-7 min-w-0 max-w-full items-center gap-1.5 px-1.5 font-medium">
          <SourceIcon kind={at.source} className="size-4!" />
          <span className="max-w-xl truncate" title={at.name}>
            {at.name}
          </span>
        </li>
      </ol>
    </nav>
  );
}
