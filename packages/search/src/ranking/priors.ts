import type { VectorFields } from "@tributary/vector-store";

/** How much what a document is, rather than what it says, moves its score: each a factor around 1. */
export interface Priors {
  /** 0.9 for tests, fixtures and benchmarks, unless tests are asked for. */
  readonly kind: number;
  /** Below 1 for what machines wrote or others did, and for what was given up. */
  readonly authority: number;
  /** Up to 1.05 for what changed lately, down to 0.97 for what has not in years; 1 where nobody knows. */
  readonly recency: number;
}

/** Tests and fixtures repeat the names and words of what they test. */
const TEST_FACTOR = 0.9;
const testPath = /(?:^|[/_.-])(?:tests?|specs?|__tests__|testdata|fixtures?|mocks?|benchmarks?|e2e)(?:[/_.-]|$)/i;
const testTerms = new Set(["test", "testing", "spec", "fixture", "mock", "benchmark", "e2e"]);

/** Generated files and copies of others' code are rarely what somebody means. */
const GENERATED_FACTOR = 0.85;
const generatedPath =
  /(?:^|\/)(?:node_modules|vendor|third[_-]?party|dist|__generated__|generated)\/|(?:[-.]lock|lock\.(?:json|yaml)|\.min\.(?:js|css)|\.snap|\.map|\.pb\.go|_pb2\.py)$/i;

const GIVEN_UP_FACTOR = 0.95;
const givenUpStates = new Set(["canceled", "cancelled", "duplicate", "archived", "not_planned", "closed-unmerged"]);

const FRESH = 0.08;
const OLD_FACTOR = 0.97;
/** A change of 90 days ago counts half. */
const HALF_LIFE_MS = 90 * 24 * 60 * 60 * 1_000;

/** Prepares to weigh documents for a query of these terms, at this time in milliseconds since the epoch. */
export function createPriors(terms: readonly string[], now: number): (fields: VectorFields) => Priors {
  const asksForTests = terms.some((term) => testTerms.has(term));
  return ({ path, state, updatedAt }) => ({
    kind: !asksForTests && path !== null && testPath.test(path) ? TEST_FACTOR : 1,
    authority:
      (path !== null && generatedPath.test(path) ? GENERATED_FACTOR : 1) *
      (state !== null && givenUpStates.has(state.toLowerCase()) ? GIVEN_UP_FACTOR : 1),
    recency: updatedAt === null ? 1 : OLD_FACTOR + FRESH * 2 ** (-Math.max(0, now - updatedAt) / HALF_LIFE_MS),
  });
}
