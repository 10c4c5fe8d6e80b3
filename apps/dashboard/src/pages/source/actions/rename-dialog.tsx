import { type FormEvent, useState } from "react";
import { changeSource, type Source } from "../../../api/source.ts";
import { Button } from "../../../components/button.tsx";
import { Dialog } from "../../../components/dialog.tsx";
import { Field, Input } from "../../../components/field.tsx";
import { useSourceAction } from "./use-source-action.ts";

const NAME_MAX_LENGTH = 200;

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

function RenameForm({
  source: { id, name: before },
  onClose,
}: {
  readonly source: Source;
  readonly onClose: () => void;
}) {
  const [name, setName] = useState(before);
  const [problem, setProblem] = useState<string>();
  const { busy, run } = useSourceAction();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const trimmed = name.trim();
    if (trimmed === "") {
      setProblem("A source needs a name.");
      return;
    }
    const done =
      trimmed === before ||
      (await run(
        "The name is as it was",
        () => changeSource(id, { name: trimmed }),
        ({ source }) => [`It is called ${source.name} now`],
      ));
    if (done) onClose();
  };
  return (
    <form noValidate onSubmit={save} className="space-y-4">
      <Field label="Name" problem={problem}>
        {(control) => (
          <Input
            {...control}
            value={name}
            maxLength={NAME_MAX_LENGTH}
            autoComplete="off"
            onChange={(event) => {
              setName(event.target.value);
              setProblem(undefined);
            }}
          />
        )}
      </Field>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" busy={busy}>
          Rename
        </Button>
      </div>
    </form>
  );
}
