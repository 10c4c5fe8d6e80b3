import type { NoteFiles } from "./note-files.ts";
import type { TemplateSourceConfig } from "./template-config.ts";

/** What one instance works with. */
export interface NotesContext {
  readonly config: TemplateSourceConfig;
  readonly files: NoteFiles;
  readonly pageSize: number;
  readonly now: () => number;
  /** The document id of a note. */
  idOf(name: string): string;
}
