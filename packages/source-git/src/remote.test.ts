import { describe, expect, it } from "vitest";
import { parseRemote } from "./remote.ts";

describe("parseRemote", () => {
  it.each([
    ["https://github.com/owner/name.git", "github.com", "owner/name"],
    ["https://user:ghp_secret@github.com/owner/name", "github.com", "owner/name"],
    ["git@github.com:owner/name.git", "github.com", "owner/name"],
    ["ssh://git@ssh.github.com:443/owner/name.git", "github.com", "owner/name"],
    ["git@altssh.gitlab.com:group/sub/name.git", "gitlab.com", "group/sub/name"],
    ["git+ssh://git@Bitbucket.org/owner/name/", "bitbucket.org", "owner/name"],
    ["git://example.com/~user/name.git", "example.com", "~user/name"],
    ["https://example.com/a%20b/name.git", "example.com", "a b/name"],
    ["host:name", "host", "name"],
  ])("%s", (address, host, path) => {
    expect(parseRemote(address)).toEqual({ host, path });
  });

  it.each([
    "/srv/git/name.git",
    "../name",
    "file:///srv/git/name.git",
    "C:\\git\\name",
    "C:/git/name",
    "",
    "https://github.com/",
    "ext::sh -c true",
  ])("knows no remote in %j", (address) => {
    expect(parseRemote(address)).toBeNull();
  });
});
