import { z } from "zod";

/** A conversation another one refers to; it may be in another repository. */
export const LINKED = "number title state repository { nameWithOwner }";
export const linkedSchema = z.object({
  number: z.number(),
  title: z.string(),
  state: z.string().nullish(),
  repository: z.object({ nameWithOwner: z.string() }).nullish(),
});
export type Linked = z.infer<typeof linkedSchema>;

/** `owner/name#12`. */
export function linkedName({ number, repository }: Linked): string {
  return `${repository?.nameWithOwner ?? ""}#${number}`;
}

/** `#12 Title`. */
export function linkedTitle({ number, title }: Linked): string {
  return `#${number} ${title}`;
}
