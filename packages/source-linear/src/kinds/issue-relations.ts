import { z } from "zod";

/** Another issue, as it is named in a text. */
export const issueNameSchema = z.object({
  identifier: z.string(),
  title: z.string(),
  trashed: z.boolean().nullish(),
});
export type IssueName = z.infer<typeof issueNameSchema>;

/** How an issue stands to another: the type as metadata has it, and in words. */
export interface IssueRelation {
  readonly type: string;
  readonly words: string;
  readonly other: IssueName;
}

/** Words for a relation, seen from the issue that has it and from the other one. */
const words: Readonly<Record<string, readonly [from: string, to: string, inverse: string]>> = {
  blocks: ["blocks", "is blocked by", "blocked-by"],
  duplicate: ["is a duplicate of", "is duplicated by", "duplicated-by"],
  related: ["is related to", "is related to", "related"],
  similar: ["is similar to", "is similar to", "similar"],
};

/** An issue's relations to both sides, by type and identifier; those to issues in the bin are left out. */
export function renderRelations(
  own: readonly { readonly type: string; readonly relatedIssue: IssueName }[],
  inverse: readonly { readonly type: string; readonly issue: IssueName }[],
): readonly IssueRelation[] {
  const relations = [
    ...own.map(({ type, relatedIssue }) => ({ type, words: words[type]?.[0] ?? type, other: relatedIssue })),
    ...inverse.map(({ type, issue }) => ({
      type: words[type]?.[2] ?? type,
      words: words[type]?.[1] ?? type,
      other: issue,
    })),
  ].filter(({ other }) => other.trashed !== true);
  const key = ({ words: text, other }: IssueRelation) => `${text} ${other.identifier}`;
  return relations.sort((one, other) => (key(one) < key(other) ? -1 : 1));
}
