import { type FormEvent, useState } from "react";
import type { Source } from "../../../api/source.ts";
import { Dialog } from "../../../components/dialog.tsx";
import { FormActions } from "../../../components/form-actions.tsx";
import { NameField } from "../../../components/name-field.tsx";
import { NO_NAME, useRename } from "./use-rename.ts";

/** Gives a source another name. */
export function RenameDialog({
  source,
  open,
  onClose,
}: {
  readonly source: Source;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={`Rename ${source.name}`}
      description="Its name in lists and results; documents keep their addresses."
    >
      <RenameForm source={source} onClose={onClose} />
    </Dialog>
  );
}

function RenameForm({ source, onClose }: { readonly source: Source; readonly onClose: () => void }) {
  const [name, setName] = useState(source.name);
  const [problem, setProblem] = useState<string>();
  const { busy, rename } = useRename(source);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const trimmed = name.trim();
    if (trimmed === "") {
      setProblem(NO_NAME);
      return;
    }
    if (await rename(trimmed)) onClose();
  };
  return (
    <form noValidate onSubmit={save} className="space-y-4">
      <NameField
        problem={problem}
        value={name}
        onChange={(next) => {
          setName(next);
          setProblem(undefined);
        }}
      />
      <FormActions submit="Rename" busy={busy} onCancel={onClose} />
    </form>
  );
}
