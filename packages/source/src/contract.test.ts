import type { Document, DocumentReference } from "@tributary/validation";
import { describe, expectTypeOf, it } from "vitest";
import { z } from "zod";
import type { FetchResult, PullPage, PullRequest, SourceChange, SourceDefinition } from "./contract.ts";
import type { SourceError } from "./error.ts";

describe("the contract's types", () => {
  it("give create what the schemas parse", () => {
    const configSchema = z.object({ repository: z.string() });
    const credentialsSchema = z.object({ token: z.string() });
    type Definition = SourceDefinition<z.infer<typeof configSchema>, z.infer<typeof credentialsSchema>>;
    expectTypeOf<Parameters<Definition["create"]>[0]>().toEqualTypeOf<{ repository: string }>();
    expectTypeOf<Parameters<Definition["create"]>[1]["credentials"]>().toEqualTypeOf<{ token: string }>();
    expectTypeOf<typeof configSchema>().toExtend<Definition["configSchema"]>();
    // Hosts keep definitions of every configuration in one list.
    expectTypeOf<Definition>().toExtend<SourceDefinition>();
  });

  it("let a change or a result be told by its type alone", () => {
    expectTypeOf<Extract<SourceChange, { type: "document" }>["document"]>().toEqualTypeOf<Document>();
    expectTypeOf<Extract<SourceChange, { type: "reference" }>["reference"]>().toEqualTypeOf<DocumentReference>();
    expectTypeOf<Extract<FetchResult, { type: "failed" }>["error"]>().toEqualTypeOf<SourceError>();
    expectTypeOf<FetchResult["type"]>().toEqualTypeOf<"document" | "gone" | "skipped" | "failed">();
  });

  it("refuse a page that is complete but false, or has no cursor", () => {
    expectTypeOf<{ changes: []; cursor: string; hasMore: false; complete: false }>().not.toExtend<PullPage>();
    expectTypeOf<{ changes: []; cursor: null; hasMore: false }>().not.toExtend<PullPage>();
    expectTypeOf<PullRequest["cursor"]>().toEqualTypeOf<string | null>();
  });
});
