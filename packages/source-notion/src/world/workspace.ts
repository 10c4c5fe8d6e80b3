import type { Reading } from "@tributary/source-testing";
import { createNotionSource } from "../source.ts";
import { createFakeNotion, type FakeNotionOptions } from "../testing/index.ts";

/** An empty workspace and a clock. */
export async function createWorkspace(options: FakeNotionOptions = {}) {
  const clock = { now: Date.UTC(2026, 0, 5, 9) };
  const notion = await createFakeNotion({ now: () => clock.now, ...options });
  const waits: number[] = [];
  const make = (config: object = {}, deps: object = {}) =>
    createNotionSource(
      { workspace: "acme", apiUrl: notion.url, ...config },
      {
        credentials: { token: notion.token },
        fetch: notion.fetch,
        now: () => clock.now,
        async wait(milliseconds) {
          waits.push(milliseconds);
          clock.now += milliseconds;
        },
        ...deps,
      },
    );
  const pageId = (id: string) => `notion:acme:page:${id}`;
  const tableId = (id: string) => `notion:acme:table:${id}`;
  const later = (minutes = 30) => {
    clock.now += minutes * 60_000;
  };
  return { clock, notion, make, pageId, tableId, later, waits };
}

/** Notion's ids of the references of a type, sorted. */
export function ownIds({ references }: Pick<Reading, "references">, type = "page"): string[] {
  return references
    .flatMap((reference) => (reference.type === type ? [reference.id.split(":").at(-1) ?? ""] : []))
    .sort();
}
