import { useQuery } from "@tanstack/react-query";
import { type IndexStatus, indexQuery } from "../../api/search-index.ts";
import { statusQuery } from "../../api/sources.ts";
import { Badge } from "../../components/badge.tsx";
import { Section } from "../../components/card.tsx";
import { Facts } from "../../components/facts.tsx";
import { formatCount } from "../../components/format.ts";
import { RelativeTime } from "../../components/relative-time.tsx";
import { ErrorState, Skeleton } from "../../components/states.tsx";
import { BuildSection } from "./index/build-section.tsx";
import { DueSection } from "./index/due-section.tsx";
import { embedderName, kindWords, qualityWords } from "./index/index-words.ts";

/** What is searched, what it is made with, and building another one when another is configured. */
export function IndexPage() {
  const { data: status, error, refetch } = useQuery(indexQuery);
  if (!status) {
    return (
      <Section title="Search index">
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton className="h-48" />}
      </Section>
    );
  }
  return (
    <>
      {status.rebuild && <BuildSection rebuild={status.rebuild} configured={status.configured} />}
      {status.due && !status.rebuild && <DueSection status={status} />}
      <Active status={status} />
    </>
  );
}

function Active({ status: { active, due } }: { readonly status: IndexStatus }) {
  const { data } = useQuery(statusQuery);
  const { description, quality, namespace, since } = active;
  return (
    <Section
      title="What is searched"
      description={
        due
          ? "Searches and syncs use this index until another one takes its place."
          : "This is what is configured: there is nothing to do."
      }
      actions={
        <Badge tone="good" dot>
          Active
        </Badge>
      }
    >
      <Facts
        facts={[
          ["Finds", kindWords(description.kind)],
          ["Embeddings", embedderName(description.embedder)],
          [
            "Model",
            <code key="model" className="font-mono text-[13px]">
              {description.model}
            </code>,
          ],
          ["Dimensions", formatCount(description.dimensions)],
          ["Chunks, each with its vector", data ? formatCount(data.vectors) : "–"],
          [
            "In the store as",
            <code key="namespace" className="font-mono text-[13px]">
              {namespace}
            </code>,
          ],
          ["Searched since", <RelativeTime key="since" time={since} />],
          ["Chunker and analysis", `version ${description.chunker || "unknown"}, ${description.analyzer || "unknown"}`],
        ]}
      />
      {quality && (
        <p className="mt-4 border-t border-line pt-3 text-[13px] text-ink-2">
          Before it took its place: {qualityWords(quality)}
        </p>
      )}
      <p className="mt-4 border-t border-line pt-3 text-[13px] text-ink-3">
        What the index is made with is set where the server is started (TRIBUTARY_EMBEDDER and its keys). When that
        changes, another index is built beside this one, and nothing is missing from the search meanwhile.
      </p>
    </Section>
  );
}
