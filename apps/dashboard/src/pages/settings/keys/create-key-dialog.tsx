import { type FormEvent, useState } from "react";
import { wordsOf } from "../../../api/client.ts";
import { type CreatedKey, createKey } from "../../../api/keys.ts";
import { Button } from "../../../components/button.tsx";
import { Dialog } from "../../../components/dialog.tsx";
import { Field, Input } from "../../../components/field.tsx";

const NAME_MAX_LENGTH = 200;

/** Asks what a key is for, and makes it. */
export function CreateKeyDialog({
  open,
  onClose,
  onCreated,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onCreated: (created: CreatedKey) => void;
}) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Make an API key"
      description="It is shown once, on this page, right after."
    >
      <CreateKeyForm onClose={onClose} onCreated={onCreated} />
    </Dialog>
  );
}

function CreateKeyForm({
  onClose,
  onCreated,
}: {
  readonly onClose: () => void;
  readonly onCreated: (created: CreatedKey) => void;
}) {
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);
  const make = async (event: FormEvent) => {
    event.preventDefault();
    const trimmed = name.trim();
    if (trimmed === "") {
      setProblem("A key needs a name: say who or what it is for.");
      return;
    }
    setBusy(true);
    try {
      onCreated(await createKey(trimmed));
    } catch (error) {
      setProblem(wordsOf(error));
      setBusy(false);
    }
  };
  return (
    <form noValidate onSubmit={make} className="space-y-4">
      <Field label="Name" hint="Who or what it is for, as the audit trail will say it." problem={problem}>
        {(control) => (
          <Input
            {...control}
            value={name}
            maxLength={NAME_MAX_LENGTH}
            placeholder="laptop, deploy script, Ada"
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
          Make the key
        </Button>
      </div>
    </form>
  );
}
