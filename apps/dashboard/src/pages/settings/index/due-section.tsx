import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { buildIndex, type IndexStatus, indexPreviewQuery } from "../../../api/search-index.ts";
import { Button } from "../../../components/button.tsx";
import { Section } from "../../../components/card.tsx";
import { Spinner } from "../../../components/spinner.tsx";
import { ErrorState } from "../../../components/states.tsx";
import { differences, indexName, previewWords } from "./index-words.ts";
import { useIndexChange } from "./use-index-change.ts";

/** Another index is configured than the one that is searched: what that means, what it costs, and building it. */
export function DueSection({ status: { active, configured, automatic } }: { readonly status: IndexStatus }) {
  const [asked, setAsked] = useState(false);
  const preview = useQuery({ ...indexPreviewQuery, enabled: asked });
  const { busy, run } = useIndexChange();
  return (
    <Section title="Another index is configured" description={indexName(configured)}>
      <div className="space-y-3 text-sm text-ink-2">
        <div>
          <p>It differs from the one that is searched in</p>
          <ul className="mt-1 list-disc space-y-0.5 pl-5 marker:text-ink-3">
            {differences(active.description, configured).map((difference) => (
              <li key={difference}>{difference}</li>
            ))}
          </ul>
        </div>
        <p>
          It is built beside the active one from what is held here: no source is asked, and searches go on. Both are
          compared at the end; if the new one finds less, somebody decides.
          {automatic && " It costs nothing, so it begins by itself with the next sync."}
        </p>
        {preview.data && (
          <div className="rounded-lg bg-sunken px-4 py-3">
            <p className="font-medium text-ink">What it takes</p>
            <ul className="mt-1 space-y-0.5">
              {previewWords(preview.data).map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          </div>
        )}
        {preview.error && !preview.data && (
          <ErrorState
            title="What it takes could not be found out"
            error={preview.error}
            onRetry={() => void preview.refetch()}
          />
        )}
        {preview.isLoading && (
          <p role="status" className="flex items-center gap-2 text-ink-3">
            <Spinner /> Cutting and counting every document: with many of them this takes minutes…
          </p>
        )}
      </div>
      <div className="mt-4 flex flex-wrap gap-2">
        {!asked && (
          <Button size="small" look="primary" onClick={() => setAsked(true)}>
            What does it take?
          </Button>
        )}
        <Button
          size="small"
          look={preview.data ? "primary" : "secondary"}
          busy={busy}
          onClick={() => void run(buildIndex, "The index is being built", "Nothing was begun")}
        >
          Build it
        </Button>
      </div>
    </Section>
  );
}
