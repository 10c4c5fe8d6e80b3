import { describe, it } from "vitest";
import type { SourceCheck } from "./check.ts";
import { abortChecks } from "./checks/aborting.ts";
import { definitionChecks } from "./checks/definition.ts";
import { documentChecks } from "./checks/documents.ts";
import { faultChecks } from "./checks/faults.ts";
import { fetchingChecks } from "./checks/fetching.ts";
import { incrementalChecks } from "./checks/incremental.ts";
import { listingChecks } from "./checks/listing.ts";
import { parallelChecks } from "./checks/parallel.ts";
import { resumingChecks } from "./checks/resuming.ts";
import { secretChecks } from "./checks/secrets.ts";
import { webhookChecks } from "./checks/webhook.ts";
import type { SourceSuite } from "./suite.ts";
import type { SourceWorld } from "./world.ts";

/** Every check of a suite, to be run one by one: each throws when the source does not do what its name says. */
export function sourceChecks<World extends SourceWorld>(suite: SourceSuite<World>): readonly SourceCheck[] {
  return [
    ...definitionChecks(suite),
    ...listingChecks(suite),
    ...resumingChecks(suite),
    ...incrementalChecks(suite),
    ...fetchingChecks(suite),
    ...documentChecks(suite),
    ...parallelChecks(suite),
    ...abortChecks(suite),
    ...faultChecks(suite),
    ...secretChecks(suite),
    ...webhookChecks(suite),
  ];
}

/** Declares the conformance suite of a source in a Vitest file: one test a check, none of them skipped. */
export function describeSource<World extends SourceWorld>(suite: SourceSuite<World>): void {
  describe(`the ${suite.definition.id} source`, () => {
    for (const check of sourceChecks(suite)) it(check.name, check.run);
  });
}
