import { kindOfPath } from "./kind.ts";
import { type ChunkKind, type ChunkOptions, chunkKinds } from "./types.ts";

const DEFAULT_MAX_TOKENS = 512;
/** Below this a chunk could not hold a few characters of any script beside its overlap. */
const LEAST_MAX_TOKENS = 16;

/** The sizes everything else works with, in tokens. */
export interface Limits {
  readonly maxTokens: number;
  readonly overlapTokens: number;
  /** A chunk is not cut before it has this much, unless it has to be. */
  readonly leastTokens: number;
  /** What is larger is split before chunks are formed: half of what a chunk has room for beside its overlap. */
  readonly spanTokens: number;
  /** How large the parts of an over-long sentence or line are: a quarter of it. */
  readonly partTokens: number;
}

/** Options after their defaults. */
interface ResolvedOptions {
  readonly kind: ChunkKind;
  readonly limits: Limits;
}

/** Whether a kind says by keys, symbols or a header where a chunk stands, so that nothing has to be repeated for it. */
export function isStructured(kind: ChunkKind): boolean {
  return kind === "code" || kind === "json" || kind === "yaml" || kind === "toml" || kind === "table";
}

/** Fills in the defaults; throws a RangeError that names the option when a value is out of its range. */
export function resolveOptions(options: ChunkOptions): ResolvedOptions {
  const kind = options.kind ?? (options.path === undefined ? "text" : kindOfPath(options.path));
  if (!chunkKinds.includes(kind)) {
    const known = chunkKinds.map((name) => JSON.stringify(name)).join(", ");
    throw new RangeError(`kind must be one of ${known}, got ${JSON.stringify(kind)}.`);
  }
  const maxTokens = options.maxTokens ?? DEFAULT_MAX_TOKENS;
  if (!Number.isInteger(maxTokens) || maxTokens < LEAST_MAX_TOKENS) {
    throw new RangeError(`maxTokens must be an integer of at least ${LEAST_MAX_TOKENS}, got ${maxTokens}.`);
  }
  const overlapTokens = options.overlapTokens ?? (isStructured(kind) ? 0 : maxTokens >> 3);
  if (!Number.isInteger(overlapTokens) || overlapTokens < 0 || overlapTokens > maxTokens / 2) {
    throw new RangeError(
      `overlapTokens must be an integer from 0 to half of maxTokens (${Math.floor(maxTokens / 2)}), got ${overlapTokens}.`,
    );
  }
  const room = maxTokens - overlapTokens;
  return {
    kind,
    limits: {
      maxTokens,
      overlapTokens,
      leastTokens: room >> 2,
      spanTokens: room >> 1,
      partTokens: Math.max(4, room >> 2),
    },
  };
}
