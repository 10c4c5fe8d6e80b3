import { createFakeGitHub } from "@tributary/source-github/testing";
import { onTestFinished } from "vitest";
import { syncSource } from "../cli/sync.ts";
import { createQuietOutput } from "./quiet-output.ts";
import { createServedConsole } from "./served-console.ts";

/** A fake GitHub with one repository that a served console has synced, and a secret for its webhooks. */
export async function createGitHubConsole(
  prepare: (
    repository: Awaited<ReturnType<Awaited<ReturnType<typeof createFakeGitHub>>["createRepository"]>>,
  ) => unknown,
) {
  const fake = await createFakeGitHub();
  onTestFinished(() => fake.close());
  const repository = await fake.createRepository("acme/birds");
  await repository.commit({ "README.md": "# Birds\n\nThe kestrel hovers.\n" });
  await prepare(repository);
  const console = await createServedConsole();
  const { signal } = new AbortController();
  const config = { repository: "acme/birds", baseUrl: fake.url };
  const source = { kind: "github", config, credentials: { token: fake.addToken() } };
  const sync = (mode: "full" | "incremental" = "incremental") =>
    syncSource(console.client, { source, mode, output: createQuietOutput(), signal });
  const { sourceId, secret } = await console.connect(source);
  return { fake, repository, source, ...console, sync, sourceId, secret };
}
