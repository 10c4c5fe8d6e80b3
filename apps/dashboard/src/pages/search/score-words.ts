import type { Hit } from "../../api/search.ts";
import { formatCount } from "../../components/format.ts";

/** One reason why a hit is where it is: in words, and how much it weighs. */
export interface Reason {
  readonly name: string;
  readonly detail: string;
  /** Its share of the strongest reason, 0 to 1; null for what only says something. */
  readonly share: number | null;
}

const evidenceNames: readonly (readonly [key: string, name: string, detail: string])[] = [
  ["defines", "Defines it", "What you search for is defined here."],
  ["named", "In its name", "Title or path have the words."],
  ["pathShare", "Its path is about it", "Much of the path is what you search for."],
  ["quoted", "Word for word", "All words stand here in their order."],
  ["inOrder", "Words in order", "The words stand next to each other, in the order of the query."],
  ["nameShare", "Its file name is about it", "Much of the file's name is what you search for."],
  ["covers", "Has the words", "How much of the query is found in the text."],
];

/** Why a hit is where it is, what counts most first. */
export function reasonsOf({ explanation, parts }: Pick<Hit, "explanation" | "parts">): Reason[] {
  if (!explanation) return [];
  const evidence = evidenceNames
    .map(([key, name, detail]) => ({ name, detail, weight: explanation.evidence[key] ?? 0 }))
    .filter(({ weight }) => weight > 0.005);
  // What the two sides of the search say is the 1 that all evidence is added to.
  const weighed = [{ name: "Text match", detail: sidesInWords(parts), weight: 1 }, ...evidence];
  const strongest = Math.max(...weighed.map(({ weight }) => weight));
  return [
    ...weighed
      .sort((one, other) => other.weight - one.weight)
      .map(({ name, detail, weight }) => ({ name, detail, share: weight / strongest })),
    ...adjustments(explanation),
  ];
}

function sidesInWords({ dense, lexical }: Hit["parts"]): string {
  const by = [
    lexical && `number ${formatCount(lexical.rank)} by its words`,
    dense && `number ${formatCount(dense.rank)} by its meaning`,
  ].filter(Boolean);
  return by.length === 0 ? "Found beside another hit." : `It is ${by.join(" and ")}.`;
}

function adjustments({ priors, further, relevance, novelty }: NonNullable<Hit["explanation"]>): Reason[] {
  const said = (name: string, detail: string): Reason => ({ name, detail, share: null });
  const percent = (factor: number) => `${factor > 1 ? "+" : "−"}${Math.abs(Math.round((factor - 1) * 100))}%`;
  const differs = (factor: number) => Math.abs(factor - 1) >= 0.005;
  return [
    ...(relevance === null
      ? []
      : [said("Reranked", `The reranker gives it ${relevance.toFixed(2)}; this decides its place.`)]),
    ...(differs(priors.kind)
      ? [said("Kind of file", `${percent(priors.kind)}: tests, fixtures and benchmarks count less.`)]
      : []),
    ...(differs(priors.authority)
      ? [said("Standing", `${percent(priors.authority)}: generated files and what was given up count less.`)]
      : []),
    ...(differs(priors.recency) ? [said("Age", `${percent(priors.recency)}: what changed lately counts more.`)] : []),
    ...(further > 0 ? [said("More of it", "Other places of the same document match too.")] : []),
    ...(differs(novelty) ? [said("Like another hit", `${percent(novelty)}: much of it stands in a hit above.`)] : []),
  ];
}
