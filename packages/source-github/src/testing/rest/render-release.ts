import { timestamp } from "../state/clock.ts";
import { fullName, type ReleaseRecord, type UserRecord } from "../state/model.ts";
import { nodeId } from "../state/node-id.ts";
import { renderAuthor, renderUser } from "./render-user.ts";
import { type RenderContext, type Schemas, webUrl } from "./schemas.ts";

/** A release. */
export function renderRelease(context: RenderContext, release: ReleaseRecord, ghost: UserRecord): Schemas["release"] {
  const name = fullName(release.repository);
  const api = `${context.apiUrl}/repos/${name}`;
  const url = `${api}/releases/${release.id}`;
  return {
    url,
    assets_url: `${url}/assets`,
    upload_url: `${url}/assets{?name,label}`,
    html_url: `${webUrl}/${name}/releases/tag/${release.tagName}`,
    tarball_url: `${api}/tarball/${release.tagName}`,
    zipball_url: `${api}/zipball/${release.tagName}`,
    id: release.id,
    node_id: nodeId(release),
    tag_name: release.tagName,
    target_commitish: release.target,
    name: release.name,
    body: release.body === "" ? null : release.body,
    draft: release.draft,
    prerelease: release.prerelease,
    immutable: false,
    created_at: timestamp(release.createdAt),
    updated_at: timestamp(release.updatedAt),
    published_at: timestamp(release.publishedAt),
    author: renderUser(context, release.author ?? ghost),
    assets: release.assets.map((asset) => ({
      url: `${api}/releases/assets/${asset.id}`,
      browser_download_url: `${webUrl}/${name}/releases/download/${release.tagName}/${asset.name}`,
      id: asset.id,
      node_id: nodeId(asset),
      name: asset.name,
      label: null,
      state: "uploaded",
      content_type: asset.contentType,
      size: asset.size,
      digest: null,
      download_count: 0,
      created_at: timestamp(asset.createdAt),
      updated_at: timestamp(asset.createdAt),
      uploader: renderAuthor(context, release.author),
    })),
  };
}
