import { useQuery } from "@tanstack/react-query";
import { ExternalLink as OpensTab } from "lucide-react";
import { engineQuery } from "../../api/engine.ts";
import { useSession } from "../../api/session.ts";
import { statusQuery } from "../../api/sources.ts";
import { Section } from "../../components/card.tsx";
import { CopyButton } from "../../components/copy-button.tsx";
import { Facts } from "../../components/facts.tsx";
import { formatCount, formatDuration, formatPlural } from "../../components/format.ts";
import { ErrorState, Skeleton } from "../../components/states.tsx";
import { indexName } from "./index/index-words.ts";

const databases: Readonly<Record<string, string>> = {
  pglite: "Embedded (PGlite), in the data folder",
  postgres: "PostgreSQL",
};

const vectorStores: Readonly<Record<string, string>> = {
  lancedb: "Embedded (LanceDB), in the data folder",
  pinecone: "Pinecone",
};

const engines: Readonly<Record<string, string>> = {
  embedded: "Embedded, in the data folder",
  server: "Inngest",
};

/** What this server is made of, as one says it when asking for help, and how programs reach it. */
export function AboutPage() {
  const { data: status, error, refetch } = useQuery(statusQuery);
  const { data: engine } = useQuery(engineQuery);
  const session = useSession();
  const facts: readonly (readonly [string, string])[] = status
    ? [
        ["Version", status.version ?? "–"],
        ["Node.js", status.node?.replace(/^v/, "") ?? "–"],
        ["Database", databases[status.database] ?? status.database],
        ["Vectors", vectorStores[status.vectorStore ?? ""] ?? status.vectorStore ?? "–"],
        ["Workflow engine", engines[status.engine] ?? status.engine],
        ["Search index", indexName(status.index.active.description)],
        ["Holds", `${formatPlural(status.sources.length, "source")}, ${formatCount(status.vectors)} vectors`],
        ["Running for", engine?.process ? formatDuration(engine.process.uptimeSeconds * 1_000) : "–"],
        ["Data folder", status.home],
        ["Workspace", session ? `${session.workspace.name} (${session.workspace.id})` : "–"],
      ]
    : [];
  return (
    <div className="space-y-5">
      <Section
        title="This server"
        description="What it runs on. All of it is chosen where the server is started."
        actions={
          status && (
            <CopyButton text={facts.map(([name, value]) => `${name}: ${value}`).join("\n")} label="Copy all of this" />
          )
        }
      >
        {error && !status && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!error && !status && <Skeleton className="h-48" />}
        {status && <Facts facts={facts} />}
        <p className="mt-4 border-t border-line pt-3 text-[13px] text-ink-3">
          <code className="font-mono">tributary doctor</code>, on the server’s machine, says what is configured and what
          is missing.
        </p>
      </Section>
      <Section title="API" description="All that this dashboard does, programs can do with an API key.">
        <Facts
          facts={[
            ["Address", `${location.origin}/v1`],
            [
              "Description",
              <a
                key="openapi"
                href="/openapi.json"
                target="_blank"
                rel="noreferrer"
                className="inline-flex min-h-6 items-center gap-1.5 font-medium text-accent hover:underline"
              >
                OpenAPI document
                <OpensTab aria-hidden="true" className="size-3.5" />
                <span className="sr-only"> (opens in a new tab)</span>
              </a>,
            ],
          ]}
        />
      </Section>
    </div>
  );
}
