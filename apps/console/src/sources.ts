import type { SourceDefinition } from "@tributary/source";
import { gitSource } from "@tributary/source-git";
import { githubSource } from "@tributary/source-github";
import { linearSource } from "@tributary/source-linear";

// Each definition keeps its own configuration type; hosts meet it only through its schema.
const definitions = [gitSource, githubSource, linearSource] as unknown as readonly SourceDefinition<never, never>[];

/** Every source this console serves, by id. A new source is one import and one entry above. */
export const sourceDefinitions: ReadonlyMap<string, SourceDefinition<never, never>> = new Map(
  definitions.map((definition) => [definition.id, definition]),
);
