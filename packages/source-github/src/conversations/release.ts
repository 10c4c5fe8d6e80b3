import { dayOf } from "@tributary/source/text";
import type { Document } from "@tributary/validation";
import { z } from "zod";
import { connectionField, connectionSchema, type OpenList, openList } from "./connection.ts";
import { RELEASE_KEY, releaseKeySchema } from "./keys.ts";
import { ACTOR, actorSchema, joinParts, loginOf } from "./parts.ts";

const ASSET = "name size";
const assetSchema = z.object({ name: z.string(), size: z.number() });

/** What is asked of a release. */
export const RELEASE_FIELDS = `${RELEASE_KEY}
  id name description url createdAt publishedAt isLatest author ${ACTOR} tagCommit { oid }
  ${connectionField("assets: releaseAssets", 100, ASSET)}`;

/** A release as GitHub answers it. */
export const releaseSchema = releaseKeySchema.extend({
  id: z.string(),
  name: z.string().nullish(),
  description: z.string().nullish(),
  url: z.string(),
  createdAt: z.string(),
  publishedAt: z.string().nullish(),
  author: actorSchema,
  tagCommit: z.object({ oid: z.string() }).nullish(),
  assets: connectionSchema(assetSchema),
});
export type Release = z.infer<typeof releaseSchema>;

/** The release's files that its first page does not show. */
export function openListsOfRelease({ id, assets }: Release): readonly OpenList[] {
  return openList({ owner: id, type: "Release", field: "releaseAssets", fields: ASSET }, assets, assetSchema);
}

/** What a release's document holds, beside what every conversation's does. */
export function renderRelease(release: Release) {
  const { tagName, isPrerelease, publishedAt, createdAt, tagCommit } = release;
  const assets = release.assets.nodes.map(({ name }) => name);
  const published = publishedAt ?? createdAt;
  const content = joinParts([
    `# ${titleOfRelease(release)}`,
    `${isPrerelease ? "Pre-release" : "Release"} ${tagName} by @${loginOf(release.author)}, ${dayOf(published)}.`,
    release.description,
    assets.length > 0 ? `## Files\n\n${assets.map((name) => `- ${name}`).join("\n")}` : null,
  ]);
  return {
    content,
    state: isPrerelease ? "prerelease" : "released",
    metadata: {
      tag: tagName,
      publishedAt: published,
      ...(tagCommit && { commit: tagCommit.oid }),
      ...(assets.length > 0 && { assets }),
    },
  } satisfies Pick<Document, "content" | "state" | "metadata">;
}

/** The release's name, with its tag where the name does not hold it. */
export function titleOfRelease({ name, tagName }: Release): string {
  const given = name?.trim() ?? "";
  if (given === "") return tagName;
  return given.includes(tagName) ? given : `${given} (${tagName})`;
}
