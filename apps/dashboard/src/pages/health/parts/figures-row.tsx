import { useQuery } from "@tanstack/react-query";
import type { Metrics } from "../../../api/metrics.ts";
import type { SourceRow } from "../../../api/source.ts";
import { statusQuery } from "../../../api/sources.ts";
import { Figure } from "../../../components/card.tsx";
import { formatCount } from "../../../components/format.ts";
import { RelativeTime } from "../../../components/relative-time.tsx";
import { addMetrics } from "../figures/add-metrics.ts";
import { type Headline, headlines } from "../figures/headline.ts";
import { sum } from "../figures/totals.ts";
import { stalest } from "./stalest.ts";

const none = <span className="text-ink-3">–</span>;
/** While the figures are being loaded, or cannot be. */
const notKnown = "not known";

/** The figures that say at a glance whether all is well. */
export function FiguresRow({ total, words }: { readonly total: Metrics | undefined; readonly words: string }) {
  const { data: status } = useQuery(statusQuery);
  const { syncs, searches, searchTime, texts } = headlines(total ?? addMetrics([]), words);
  const counted = ({ name, value, detail }: Headline) => (
    <Figure key={name} name={name} value={(total && value) ?? none} detail={total ? detail : notKnown} />
  );
  return (
    <dl className="grid grid-cols-1 gap-3 min-[26rem]:grid-cols-2 lg:grid-cols-3">
      {counted(syncs)}
      <Searchable rows={status?.sources} />
      <Stalest rows={status?.sources} />
      {[searches, searchTime, texts].map(counted)}
    </dl>
  );
}

function Searchable({ rows }: { readonly rows: readonly SourceRow[] | undefined }) {
  const name = "Searchable documents";
  if (!rows) return <Figure name={name} value={none} detail={notKnown} />;
  const of = (state: keyof SourceRow["documents"]) => sum(rows.map(({ documents }) => documents[state]));
  const [waiting, failed] = [of("pending"), of("failed")];
  const detail =
    waiting + failed === 0
      ? "none waiting, none failed"
      : `${formatCount(waiting)} waiting, ${formatCount(failed)} failed`;
  return <Figure name={name} value={formatCount(of("searchable"))} detail={detail} />;
}

function Stalest({ rows }: { readonly rows: readonly SourceRow[] | undefined }) {
  const name = "Stalest source";
  const oldest = rows && stalest(rows);
  if (!oldest) return <Figure name={name} value={none} detail={rows ? "no source is synced" : notKnown} />;
  const value = oldest.lastSyncAt ? <RelativeTime time={oldest.lastSyncAt} /> : "never synced";
  return <Figure name={name} value={value} detail={oldest.name} />;
}
