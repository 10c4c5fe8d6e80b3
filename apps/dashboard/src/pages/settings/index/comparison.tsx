import type { Rebuild } from "../../../api/search-index.ts";
import { formatShare } from "../../../components/format.ts";
import { Table } from "../../../components/table.tsx";
import { qualityWords } from "./index-words.ts";

/** How two indexes compare over the same queries. */
export function Comparison({ quality }: { readonly quality: NonNullable<Rebuild["quality"]> }) {
  const { old, new: built } = quality;
  return (
    <div>
      <p className="mb-2 text-sm text-ink-2">{qualityWords(quality)}</p>
      <div className="rounded-lg border border-line">
        <Table
          label="How the indexes compare"
          rows={[
            { name: "Shown among the first ten", old: formatShare(old.recall), built: formatShare(built.recall) },
            { name: "How high up, where 1 is always first", old: old.mrr.toFixed(2), built: built.mrr.toFixed(2) },
          ]}
          keyOf={({ name }) => name}
          columns={[
            { name: "Documents looked for", cell: ({ name }) => name },
            { name: "Old index", align: "end", cell: (row) => row.old },
            { name: "New index", align: "end", cell: (row) => row.built },
          ]}
        />
      </div>
    </div>
  );
}
