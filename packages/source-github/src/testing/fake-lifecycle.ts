import type { ChangeContext, ChangeOptions } from "./changes/context.ts";
import * as lifecycle from "./changes/lifecycle.ts";

/** What can happen to a repository as a whole. */
export interface LifecycleChanges {
  /** Gives it another name; the old one answers 301. */
  rename(name: string, options?: ChangeOptions): void;
  /** Gives it to another owner; the old name answers 301. */
  transferTo(login: string, options?: ChangeOptions): void;
  setPrivate(isPrivate: boolean, options?: ChangeOptions): void;
  setArchived(archived: boolean, options?: ChangeOptions): void;
  setDefaultBranch(branch: string, options?: ChangeOptions): Promise<void>;
  /** Removes it: 404 from now on. */
  remove(options?: ChangeOptions): void;
  /** Lets a user see it while it is private. */
  addCollaborator(login: string): void;
  removeCollaborator(login: string): void;
}

/** Makes the changes of the repository itself. */
export function changeLifecycle(context: ChangeContext): LifecycleChanges {
  const { collaborators } = context.repository;
  return {
    rename: (name, options) => lifecycle.renameRepository(context, name, options),
    transferTo: (login, options) => lifecycle.transferRepository(context, login, options),
    setPrivate: (isPrivate, options) => lifecycle.setPrivate(context, isPrivate, options),
    setArchived: (archived, options) => lifecycle.setArchived(context, archived, options),
    setDefaultBranch: (branch, options) => lifecycle.setDefaultBranch(context, branch, options),
    remove: (options) => lifecycle.deleteRepository(context, options),
    addCollaborator: (login) => void collaborators.add(login.toLowerCase()),
    removeCollaborator: (login) => void collaborators.delete(login.toLowerCase()),
  };
}
