import { statusSchema } from "@tributary/validation";
import type { ApiClient } from "./client.ts";
import type { Output } from "./output.ts";
import { indexNotice } from "./reindex.ts";

/** Codes of what other credentials may mend. */
const mendedByCredentials = new Set(["unauthorized", "forbidden", "not-found", "invalid-config", "corrupt"]);

/** Prints what is connected, how much of it is searchable, and how the last sync went. */
export async function status(client: ApiClient, options: { output: Output; signal: AbortSignal }): Promise<void> {
  const { output, signal } = options;
  const answer = await client.request("GET", "/v1/status", { schema: statusSchema, signal });
  output.object(answer);
  output.line(`${answer.home}: database ${answer.database}, workflows ${answer.engine}, ${answer.vectors} vectors`);
  const notice = indexNotice(answer.index);
  if (notice) output.line(notice);
  if (answer.sources.length === 0) output.line("No source yet: `pnpm tributary sync --git <path>` adds one.");
  for (const { source, documents, lastJob, held } of answer.sources) {
    const { searchable, skipped, failed, pending } = documents;
    output.line(`\n${source.name}  (${source.kind}, ${source.status}, ${source.id})`);
    output.line(`  ${searchable} searchable, ${skipped} skipped, ${failed} failed, ${pending} pending`);
    if (lastJob) output.line(`  last sync: ${lastJob.status} ${lastJob.finishedAt ?? "(running)"}`);
    if (held > 0) output.line(`  ${held} held from being deleted: \`tributary deletions ${source.id}\` shows them`);
    if (source.problem) output.line(`  ${source.problem.message}`);
    if (mendedByCredentials.has(source.problem?.code ?? "")) {
      output.line(`  \`tributary connect ${source.kind}\` with the same configuration gives it other credentials.`);
    }
  }
}
