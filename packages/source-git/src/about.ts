import type { SourceAbout } from "@tributary/source";

/** What a person who connects a repository reads first. */
export const gitAbout: SourceAbout = {
  summary: "The files committed in a git repository on this machine, with their last authors and times.",
  signIn: [],
};
