import { useQuery } from "@tanstack/react-query";
import { engineQuery } from "../../api/engine.ts";
import { useSession } from "../../api/session.ts";
import { statusQuery } from "../../api/sources.ts";
import { Section } from "../../components/card.tsx";
import { Facts } from "../../components/facts.tsx";
import { formatCount, formatDuration } from "../../components/format.ts";
import { ErrorState, Skeleton } from "../../components/states.tsx";
import { indexName } from "./index/index-words.ts";

const databases: Readonly<Record<string, string>> = {
  pglite: "embedded (PGlite), in the data folder",
  postgres: "PostgreSQL",
};

const engines: Readonly<Record<string, string>> = {
  embedded: "embedded, in the data folder",
  server: "Inngest",
};

/** What this server is made of, as one says it when asking for help. */
export function AboutPage() {
  const { data: status, error, refetch } = useQuery(statusQuery);
  const { data: engine } = useQuery(engineQuery);
  const session = useSession();
  return (
    <Section title="This server" description="What it runs on. All of it is chosen where the server is started.">
      {error && !status && <ErrorState error={error} onRetry={() => void refetch()} />}
      {!error && !status && <Skeleton className="h-40" />}
      {status && (
        <Facts
          facts={[
            ["Address", location.origin],
            ["Workspace", session ? `${session.workspace.name} (${session.workspace.id})` : "–"],
            [
              "Data folder",
              <code key="home" className="font-mono text-[13px]">
                {status.home}
              </code>,
            ],
            ["Database", databases[status.database] ?? status.database],
            ["Workflow engine", engines[status.engine] ?? status.engine],
            ["Running for", engine?.process ? formatDuration(engine.process.uptimeSeconds * 1_000) : "–"],
            ["Search index", indexName(status.index.active.description)],
            ["Sources, vectors", `${formatCount(status.sources.length)}, ${formatCount(status.vectors)}`],
          ]}
        />
      )}
      <p className="mt-4 border-t border-line pt-3 text-[13px] text-ink-3">
        What is configured, and what is missing, says <code className="font-mono">tributary doctor</code> on the
        server’s machine. Programs find the API described at{" "}
        <a href="/openapi.json" className="text-ink-2 underline">
          /openapi.json
        </a>
        .
      </p>
    </Section>
  );
}
