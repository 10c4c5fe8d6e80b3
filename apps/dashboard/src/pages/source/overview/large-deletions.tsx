import { useQuery } from "@tanstack/react-query";
import { type LargeDeletion as Deletion, deletionsQuery } from "../../../api/deletions.ts";
import { LargeDeletion } from "../../../components/large-deletion/large-deletion.tsx";

/** Deletions of a source that ask for a decision, or that can still be taken back. */
export function LargeDeletions({ sourceId }: { readonly sourceId: string }) {
  const { data = [] } = useQuery(deletionsQuery(sourceId));
  const shown = data.filter(isOpen);
  if (shown.length === 0) return null;
  return (
    <div id="held-deletions" className="scroll-mt-5 space-y-3">
      {shown.map((deletion) => (
        <LargeDeletion key={deletion.id} deletion={deletion} />
      ))}
    </div>
  );
}

/** What is past undoing, and what was decided to stay, asks for nothing. */
function isOpen({ state, undoUntil }: Deletion): boolean {
  return state === "held" || (state === "released" && undoUntil !== null && new Date(undoUntil).getTime() > Date.now());
}
