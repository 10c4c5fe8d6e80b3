import type { ListedDocument } from "../../api/listings.ts";
import { Badge, type Tone } from "../badge.tsx";

const states: Readonly<Record<ListedDocument["status"], { readonly tone: Tone; readonly words: string }>> = {
  searchable: { tone: "good", words: "Searchable" },
  pending: { tone: "info", words: "Waiting" },
  failed: { tone: "bad", words: "Failed" },
  skipped: { tone: "neutral", words: "Skipped" },
};

/** What a document's state is called. */
export function statusName(status: ListedDocument["status"]): string {
  return states[status].words;
}

/** Where a document is between its source and the index. */
export function DocumentStatus({ status }: { readonly status: ListedDocument["status"] }) {
  const { tone, words } = states[status];
  return (
    <Badge tone={tone} dot>
      {words}
    </Badge>
  );
}
