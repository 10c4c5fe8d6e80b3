import type { LinearSourceConfig } from "../config.ts";
import { documentKind } from "./document.ts";
import { initiativeKind } from "./initiative.ts";
import { issueKind } from "./issue.ts";
import { isRead, type Kind } from "./kind.ts";
import { projectKind } from "./project.ts";
import { initiativeUpdateKind, projectUpdateKind } from "./updates.ts";

/** Every kind, in the order it is listed in. */
export const kinds: readonly Kind[] = [
  issueKind,
  projectKind,
  projectUpdateKind,
  initiativeKind,
  initiativeUpdateKind,
  documentKind,
];

/** The kinds a configuration reads. */
export function kindsOf(config: LinearSourceConfig): readonly Kind[] {
  return kinds.filter((kind) => isRead(kind, config));
}

/** The kind of a name, when there is one and the configuration reads it. */
export function kindNamed(config: LinearSourceConfig, name: string): Kind | undefined {
  return kindsOf(config).find((kind) => kind.name === name);
}
