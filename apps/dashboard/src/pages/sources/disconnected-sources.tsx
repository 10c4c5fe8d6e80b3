import type { Source } from "../../api/source.ts";
import { useKindName } from "../../api/source-kinds.ts";
import { Section } from "../../components/card.tsx";
import { formatMoment } from "../../components/format.ts";
import { SourceIcon } from "../../components/source-icon.tsx";
import { SourceActions } from "../source/actions/source-actions.tsx";
import { SourceLink } from "./source-link.tsx";
import { restorableUntil } from "./source-state.ts";

/** Sources that were disconnected, and until when each can be restored. */
export function DisconnectedSources({ sources }: { readonly sources: readonly Source[] }) {
  const kindName = useKindName();
  return (
    <Section
      title="Disconnected"
      description="Not found and not synced. They can be restored with all they held, for 30 days."
      flush
    >
      <ul>
        {sources.map((source) => (
          <li
            key={source.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-0 sm:px-5"
          >
            <SourceIcon kind={source.kind} />
            <div className="min-w-0 flex-1 basis-52">
              <p className="text-sm font-medium">
                <SourceLink source={source} />
              </p>
              <p className="text-[13px] text-ink-3">
                {kindName(source.kind)}
                {source.archivedAt && ` · can be restored until ${formatMoment(restorableUntil(source.archivedAt))}`}
              </p>
            </div>
            <SourceActions source={source} job={null} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
