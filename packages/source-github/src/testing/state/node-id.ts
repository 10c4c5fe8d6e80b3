/** Prefixes of GitHub's node ids, by what they name. */
export const nodePrefixes = {
  user: "U",
  repository: "R",
  issue: "I",
  pull: "PR",
  comment: "IC",
  review: "PRR",
  thread: "PRRT",
  "review-comment": "PRRC",
  discussion: "D",
  "discussion-comment": "DC",
  category: "DIC",
  release: "RE",
  label: "LA",
  milestone: "MI",
  installation: "IN",
  asset: "RA",
} as const;

/** The global id of a record. */
export function nodeId(record: { readonly kind: keyof typeof nodePrefixes; readonly id: number }): string {
  return `${nodePrefixes[record.kind]}_${Buffer.from(`kwDO:${record.id}`).toString("base64url")}`;
}

/** The global id of a git object in a repository. */
export function gitNodeId(
  type: "commit" | "tree" | "blob" | "tag" | "ref",
  repositoryId: number,
  name: string,
): string {
  const prefix = { commit: "C", tree: "T", blob: "B", tag: "TA", ref: "REF" }[type];
  return `${prefix}_${Buffer.from(`kwDO:${repositoryId}:${name}`).toString("base64url")}`;
}

/** What a global id names; null when it is none. */
export function parseNodeId(id: string): { readonly prefix: string; readonly parts: readonly string[] } | null {
  const match = /^([A-Z]+)_([\w-]+)$/.exec(id);
  if (match === null) return null;
  const [mark, ...parts] = Buffer.from(match[2] ?? "", "base64url")
    .toString()
    .split(":");
  return mark === "kwDO" && parts.length > 0 ? { prefix: match[1] ?? "", parts } : null;
}
